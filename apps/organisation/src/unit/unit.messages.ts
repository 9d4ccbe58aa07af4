import { Injectable } from '@nestjs/common';
import {
  type CloseUnit,
  closeUnit,
  commonSuperior,
  type CreateUnit,
  createUnit,
  type Directory,
  directory,
  type MoveUnit,
  moveUnit,
  nextHigher,
  type NoInput,
  type RenameUnit,
  renameUnit,
  type TwoUnits,
  type UnitChanged,
  type UnitEntry,
  type UnitId,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { ClosingService } from './closing.service.js';
import { DirectoryService } from './directory.service.js';
import { UnitService } from './unit.service.js';

@Injectable()
export class UnitMessages {
  constructor(
    private readonly reading: DirectoryService,
    private readonly units: UnitService,
    private readonly closing: ClosingService,
  ) {}

  @OnRequest(directory)
  directory(_input: NoInput, _call: Call): Promise<Directory> {
    return this.reading.all();
  }

  @OnRequest(nextHigher)
  nextHigher(input: UnitId, _call: Call): Promise<UnitEntry> {
    return this.reading.nextHigher(input.unitId);
  }

  @OnRequest(commonSuperior)
  commonSuperior(input: TwoUnits, _call: Call): Promise<UnitEntry> {
    return this.reading.commonSuperior(input.unitId, input.otherUnitId);
  }

  @OnRequest(createUnit)
  create(input: CreateUnit, call: Call): Promise<UnitChanged> {
    return this.units.create(input, call);
  }

  @OnRequest(renameUnit)
  rename(input: RenameUnit, call: Call): Promise<UnitChanged> {
    return this.units.rename(input, call);
  }

  @OnRequest(moveUnit)
  move(input: MoveUnit, call: Call): Promise<UnitChanged> {
    return this.units.move(input, call);
  }

  @OnRequest(closeUnit)
  close(input: CloseUnit, call: Call): Promise<UnitChanged> {
    return this.closing.close(input, call);
  }
}
