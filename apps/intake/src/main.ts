import { runHere } from '@huiyin/service';
import { intakeService } from './index.js';

await runHere('intake', [intakeService]);
