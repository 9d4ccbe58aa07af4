import { Module } from '@nestjs/common';
import { Files } from './file/file.service.js';

@Module({
  providers: [
    // file: every order on a file, and its events
    Files,
  ],
})
export class AssignmentModule {}
