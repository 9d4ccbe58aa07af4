import { runHere } from '@huiyin/service';
import { assignmentService } from './index.js';

await runHere('assignment', [assignmentService]);
