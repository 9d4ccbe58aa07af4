import { runHere } from '@huiyin/service';
import { accountabilityService } from './index.js';

await runHere('accountability', [accountabilityService]);
