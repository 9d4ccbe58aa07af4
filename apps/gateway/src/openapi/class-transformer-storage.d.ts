declare module 'class-transformer/cjs/storage.js' {
  import { type PayloadClass } from '@huiyin/contracts';

  /** Not among the package's declared exports, but where class-validator-jsonschema's own documentation sends one. */
  const storage: {
    defaultMetadataStorage: {
      findTypeMetadata(target: unknown, field: string): { typeFunction(): PayloadClass<object> } | undefined;
    };
  };
  export default storage;
}
