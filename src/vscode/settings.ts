/** The settings, read in one place into one value. */

import type * as vscode from 'vscode';

import type { CheckSettings } from '../core/check/rule.js';
import type { CitationStyle } from '../core/cite/styles.js';

export interface Settings {
  readonly 'knowledge.folders': readonly string[];
  readonly 'knowledge.builtIn': boolean;
  readonly 'hover.enabled': boolean;
  readonly 'hover.claims': number;
  readonly 'completion.enabled': boolean;
  readonly 'ghostText.enabled': boolean;
  readonly 'citation.style': CitationStyle;
  readonly 'sources.updateOnSave': boolean;
  readonly 'check.enabled': boolean;
  readonly 'check.severities': CheckSettings['severities'];
  readonly 'check.asOf': string;
  readonly 'check.preferredNames': CheckSettings['preferredNames'];
  readonly 'check.likelihoodScale': CheckSettings['likelihoodScale'];
  readonly 'check.commonAcronyms': CheckSettings['commonAcronyms'];
}

/** What package.json declares too; a test compares the two. */
export const defaults: Settings = {
  'knowledge.folders': [],
  'knowledge.builtIn': true,
  'hover.enabled': true,
  'hover.claims': 5,
  'completion.enabled': true,
  'ghostText.enabled': true,
  'citation.style': 'pandoc',
  'sources.updateOnSave': false,
  'check.enabled': true,
  'check.severities': {},
  'check.asOf': '',
  'check.preferredNames': {},
  'check.likelihoodScale': 'icd203',
  'check.commonAcronyms': ['UN', 'EU', 'US', 'USA', 'UK', 'NATO', 'USSR'],
};

export function readSettings(configuration: vscode.WorkspaceConfiguration): Settings {
  const read = <K extends keyof Settings>(key: K): Settings[K] => configuration.get<Settings[K]>(key) ?? defaults[key];
  return {
    'knowledge.folders': read('knowledge.folders'),
    'knowledge.builtIn': read('knowledge.builtIn'),
    'hover.enabled': read('hover.enabled'),
    'hover.claims': read('hover.claims'),
    'completion.enabled': read('completion.enabled'),
    'ghostText.enabled': read('ghostText.enabled'),
    'citation.style': read('citation.style'),
    'sources.updateOnSave': read('sources.updateOnSave'),
    'check.enabled': read('check.enabled'),
    'check.severities': read('check.severities'),
    'check.asOf': read('check.asOf'),
    'check.preferredNames': read('check.preferredNames'),
    'check.likelihoodScale': read('check.likelihoodScale'),
    'check.commonAcronyms': read('check.commonAcronyms'),
  };
}
