import { runHere } from '@huiyin/service';
import { allServices } from './index.js';

await runHere('office', allServices);
