import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type ExtractorMessage,
  type IConfigFile,
} from '@microsoft/api-extractor';
import { manifestIn } from './packed.ts';

// Writes what each package gives to others, entry by entry, as one page whose diff is the review of a change to it.

const SILENT = { logLevel: ExtractorLogLevel.None };
const ON_THE_PAGE = { logLevel: ExtractorLogLevel.None, addToApiReportFile: true };
const FAILS = { logLevel: ExtractorLogLevel.Error };

const configOf = (folder: string, entry: string, page: string, temporary: string): IConfigFile => ({
  projectFolder: folder,
  mainEntryPointFilePath: join(folder, entry.replace(/\.js$/, '.d.ts')),
  newlineKind: 'lf',
  compiler: {
    // As whoever installs the package compiles: by the declarations of every package, never by its sources.
    overrideTsconfig: {
      compilerOptions: {
        module: 'nodenext',
        target: 'es2023',
        lib: ['es2024', 'esnext'],
        strict: true,
        types: ['node'],
        skipLibCheck: true,
      },
      files: [entry],
    },
  },
  apiReport: {
    enabled: true,
    reportFileName: page,
    reportFolder: folder,
    reportTempFolder: temporary,
    // What an exported type is made of is seen by others as well.
    includeForgottenExports: true,
  },
  docModel: { enabled: false },
  dtsRollup: { enabled: false },
  tsdocMetadata: { enabled: false },
  messages: {
    compilerMessageReporting: { default: FAILS },
    extractorMessageReporting: { default: SILENT, 'ae-forgotten-export': ON_THE_PAGE },
    tsdocMessageReporting: { default: SILENT },
  },
});

/** One page for each entry that others may import. Throws where an entry is not built. */
const report = (name: string, temporary: string): void => {
  const folder = resolve('packages', name);
  for (const page of readdirSync(folder).filter((file) => file.endsWith('.api.md')))
    rmSync(join(folder, page));
  for (const [path, entry] of Object.entries(manifestIn(folder).publishConfig?.exports ?? {})) {
    const page = [name, ...path.split('/').slice(1)].join('.');
    const config = ExtractorConfig.prepare({
      configObject: configOf(folder, entry, page, temporary),
      configObjectFullPath: undefined,
      packageJsonFullPath: join(folder, 'package.json'),
    });
    const { succeeded } = Extractor.invoke(config, { localBuild: true, messageCallback: onlyErrors });
    if (!succeeded) process.exitCode = 1;
  }
};

/** That a page is written anew is what Git shows. */
const onlyErrors = (message: ExtractorMessage): void => {
  message.handled = message.logLevel !== ExtractorLogLevel.Error;
};

const temporary = mkdtempSync(join(tmpdir(), 'wardbook-api-'));
try {
  for (const name of readdirSync('packages')) report(name, temporary);
} finally {
  rmSync(temporary, { recursive: true });
}
