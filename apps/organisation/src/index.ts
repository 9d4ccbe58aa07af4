import { type ServiceDefinition } from '@huiyin/service';
import { Credential } from './credential/credential.table.js';
import { Delegation } from './delegation/delegation.table.js';
import { Official } from './official/official.table.js';
import { organisationMigrations } from './organisation.migrations.js';
import { OrganisationModule } from './organisation.module.js';
import { Post } from './post/post.table.js';
import { Unit } from './unit/unit.table.js';

export { demoOfficialId } from './demo/demo-id.js';

export const organisationService: ServiceDefinition = {
  name: 'organisation',
  module: OrganisationModule,
  tables: [Unit, Official, Post, Delegation, Credential],
  migrations: organisationMigrations,
};
