import { runHere } from '@huiyin/service';
import { gatewayService } from './gateway.service.js';

await runHere('gateway', [gatewayService]);
