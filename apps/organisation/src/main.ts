import { runHere } from '@huiyin/service';
import { organisationService } from './index.js';

await runHere('organisation', [organisationService]);
