import type { Feature } from '../../bot/feature.ts';
import { exportRequests, forgetRequests } from './store.ts';
import { AUDIT_LABELS } from './views.ts';

/**
 * What somebody asks of whoever looks after something: kept, answered and told back here. What is asked, in which words,
 * and who answers is for the feature whose kind of request it is.
 */
export const requests: Feature = {
  name: 'requests',
  bindings: [],
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: { 'request.asker_id': 'what you asked of whoever runs something, and the answers' },
    export: ({ tx, vault }, member) => exportRequests(tx, vault, member),
    retention: [
      {
        name: 'requests',
        keeps: 'what was asked of whoever looks after something, and the answer, two years',
        purge: forgetRequests,
      },
    ],
  },
};
