import { runHere } from '@huiyin/service';
import { reportingService } from './index.js';

await runHere('reporting', [reportingService]);
