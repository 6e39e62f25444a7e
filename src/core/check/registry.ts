/** The rules that ship; a new rule is one line here, one import, and one page in docs/rules. */

import { acronymFirstUse } from './acronyms.js';
import { citation } from './citation.js';
import { claimDate } from './claimDate.js';
import { claimMembership } from './claimMembership.js';
import { disputed } from './disputed.js';
import { likelihoodConfidence, likelihoodMixed, likelihoodTerm } from './likelihood.js';
import { nameErroneous } from './nameErroneous.js';
import { nameFormer } from './nameFormer.js';
import { nameLoaded } from './nameLoaded.js';
import { nameMixed } from './nameMixed.js';
import { namePreferred } from './namePreferred.js';
import { onePublisher } from './onePublisher.js';
import type { Rule } from './rule.js';
import { singleSource } from './singleSource.js';
import { stale } from './stale.js';
import { uncitedAssertion } from './uncited.js';
import { withdrawnSource } from './withdrawnSource.js';

export const rules: readonly Rule[] = [
  claimDate,
  claimMembership,
  stale,
  disputed,
  nameErroneous,
  namePreferred,
  nameFormer,
  nameLoaded,
  nameMixed,
  acronymFirstUse,
  uncitedAssertion,
  singleSource,
  onePublisher,
  withdrawnSource,
  citation,
  likelihoodMixed,
  likelihoodConfidence,
  likelihoodTerm,
];
