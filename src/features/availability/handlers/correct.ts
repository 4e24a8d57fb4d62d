import type { Context } from '../../../bot/feature.ts';
import { type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { isSameWritten, readSkills, type Skills, writtenSkills } from '../../../directory/skills.ts';
import { recordAudit } from '../../../store/audit.ts';
import { showCorrected } from '../operations/correct.ts';
import type { Brief } from '../routes.ts';
import { type Correctable, differing, type InBrief, mayCorrect, typedOver } from '../rules.ts';
import type { CallOut } from '../store/call-outs.ts';
import { correctCallOut, inBrief } from '../store/corrections.ts';
import * as views from '../views/correct.ts';

export async function openCorrect({ tx }: Context, callOut: CallOut): Promise<OpenForm | Say> {
  if (!mayCorrect(callOut)) return say(views.notCorrected(callOut));
  return open(views.correctForm(callOut, { opened: inBrief(callOut) }, await readSkills(tx)));
}

type Values = Pick<Brief, Correctable> & { listed: readonly string[] };

/** Of two who correct it at once the later one sees first what is different, with what they typed still there. */
export async function correct(
  context: Context,
  callOut: CallOut,
  { state: { opened }, values }: { state: { opened: InBrief }; values: Values },
): Promise<Say | OpenForm> {
  const { tx, now, actor } = context;
  if (!mayCorrect(callOut)) return say(views.notCorrected(callOut));
  const current = inBrief(callOut);
  const skills = await readSkills(tx);
  const typed = asTyped(values, skills, opened);
  const wanted = typedOver(current, opened, typed);
  const changed = differing(current, wanted);
  if (changed.length === 0) return say(views.nothingToCorrect);
  const meanwhile = differing(opened, current);
  if (meanwhile.length > 0) {
    const own = differing(opened, typed);
    return open(views.correctForm(callOut, { opened: current, wanted, meanwhile, own }, skills));
  }
  const corrected = await correctCallOut(tx, callOut, wanted, now);
  const asked = await showCorrected(context, corrected);
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: callOut.kind === 'pencil' ? 'pencil.corrected' : 'call-out.corrected',
    record: `call-out:${callOut.id}`,
    why: views.named(changed),
  });
  return say(views.corrected(changed, asked));
}

/** Skills that are the same in another order were left as they were. */
function asTyped(
  { listed, skills: own = '', sector = '', politicalGroup = '', peers, ...words }: Values,
  all: Skills,
  opened: InBrief,
): InBrief {
  const skills = writtenSkills(all, listed, own);
  return {
    ...words,
    skills: isSameWritten(skills, writtenSkills(all, [], opened.skills)) ? opened.skills : skills,
    sector,
    politicalGroup,
    peers: String(peers),
  };
}
