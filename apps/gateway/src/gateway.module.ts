import { Module } from '@nestjs/common';
import { House } from './gateway.house.js';
import { AuthorityNews, SessionMessages } from './session/session.messages.js';
import { Sessions } from './session/session.service.js';

@Module({ providers: [House, Sessions, SessionMessages, AuthorityNews] })
export class GatewayModule {}
