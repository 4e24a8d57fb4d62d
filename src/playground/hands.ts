import type { Act } from './acts.ts';
import type { SimulatedPerson } from './simulated.ts';
import type { PersonAtScreen } from './window.ts';

export type ActAs = Extract<Act, { person: string }>;

/** What somebody at the page does with one person's screen. */
export async function actAs(person: PersonAtScreen, act: ActAs): Promise<object> {
  const { window } = person;
  switch (act.do) {
    case 'say':
      await (act.text.startsWith('/') ? person.command(act.text) : person.say(act.text));
      return {};
    case 'press':
      await window.press(act.place, act.button, act.label, act.typed);
      return {};
    case 'type':
      await window.type(act.place, act.typed);
      return {};
    case 'submit':
      await window.type('form', act.typed);
      await person.submit();
      return {};
    case 'suggest':
      return { options: await window.suggest(act.place, act.field, act.query) };
    case 'dismiss':
      person.dismiss();
      return {};
    case 'home':
      await person.openHome();
      return {};
    case 'install':
      await person.install();
      return {};
    case 'uninstall':
      await person.uninstall();
      return {};
  }
}

/** The same person at the same screen, who does some things in another way. */
export const withHands = (person: SimulatedPerson, hands: Partial<SimulatedPerson>): SimulatedPerson =>
  Object.assign(Object.create(person), hands);
