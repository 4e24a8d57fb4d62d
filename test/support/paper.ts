import { randomUUID } from 'node:crypto';
import type { Adapter, Destination, Receive } from '../../src/chat/adapter.ts';
import { SendError } from '../../src/chat/adapter.ts';
import type { Field, Form } from '../../src/chat/form.ts';
import type { Inbound, Platform } from '../../src/chat/inbound.ts';
import { type Block, type Button, type Message, plainCard } from '../../src/chat/message.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type {
  Fault,
  Seen,
  Shape,
  ShownForm,
  SimulatedPerson,
  SimulatedPlatform,
} from '../../src/playground/simulated.ts';

export interface PaperPlatform extends SimulatedPlatform {
  /** Ends all faults: what waits between two attempts waits by the real clock. */
  mend(): void;
}

/**
 * A chat platform on paper: the neutral vocabulary and nothing else, so that a feature's tests are quick. The wire
 * formats are the adapters' own tests' matter.
 */
export function paperPlatform(platform: Platform, workspace: string): PaperPlatform & { adapter: Adapter } {
  const ledger: Seen[] = [];
  const people = new Map<string, PaperPerson>();
  const faults: Fault[] = [];
  let receive: Receive = async () => ({ kind: 'none' });

  const see = (
    user: string,
    kind: Seen['kind'],
    message: Message,
    about: { id?: string; conversation?: string } = {},
  ) => {
    const conversation = about.conversation ?? `D-${user}`;
    const text = message.card ? plainCard(message.card) : message.text;
    const preview = kind === 'message' || kind === 'private' ? message.text.slice(0, 150) : '';
    const seen = {
      seq: ledger.length,
      at: new Date(),
      user,
      kind,
      conversation,
      text,
      preview,
      buttons: buttonsOf(message).map(({ label }) => label),
    };
    ledger.push({ ...seen, ...(about.id !== undefined && { id: about.id }) });
  };

  const adapter: Adapter = {
    platform,
    limits: [],
    async start(take) {
      receive = take;
    },
    async stop() {},
    async send(to: Destination, message, { id, replacing }) {
      const fault = faults.find((one) => hits(one, to, message));
      if (fault) {
        fault.times = (fault.times ?? 1) - 1;
        if (fault.times <= 0) faults.splice(faults.indexOf(fault), 1);
        if (fault.kind === 'refused') throw new SendError('never', 'not installed');
        if (fault.kind === 'limited')
          throw new SendError('retry', 'limited', { retryAfterMs: (fault.retryAfterSeconds ?? 1) * 1_000 });
        if (!fault.kind.startsWith('accepted')) throw new SendError('retry', fault.kind);
      }
      const ref = replacing ?? {
        conversation: to.user === undefined ? (to.conversation?.id ?? '') : `D-${to.user}`,
        id,
      };
      const person = to.user === undefined ? undefined : people.get(to.user);
      person?.show(ref.id, message);
      see(to.user ?? `#${ref.conversation}`, replacing ? 'edit' : 'message', message, {
        id: ref.id,
        conversation: ref.conversation,
      });
      if (fault?.kind.startsWith('accepted')) throw new SendError('unknown', fault.kind);
      return ref;
    },
  };

  class PaperPerson implements SimulatedPerson {
    readonly user: string;
    readonly name: string;
    readonly #timeZone: string | undefined;
    readonly #cards = new Map<string, Message>();
    #form:
      | {
          form: Form;
          values: Record<string, string | readonly string[]>;
          errors: Record<string, string>;
          card: string | undefined;
        }
      | undefined;
    last: { status: number; ms: number } | undefined;

    constructor(user: string, about: { name?: string; timeZone?: string } = {}) {
      this.user = user;
      this.name = about.name ?? user;
      this.#timeZone = about.timeZone;
    }

    /** Newest last. */
    show(id: string, message: Message): void {
      this.#cards.delete(id);
      this.#cards.set(id, message);
    }

    #from(channel?: string) {
      const sender = {
        platform,
        workspace,
        user: this.user,
        name: this.name,
        ...(this.#timeZone && { timeZone: this.#timeZone }),
      };
      const conversation = channel
        ? ({ platform, workspace, id: channel, kind: 'channel' } as const)
        : ({ platform, workspace, id: `D-${this.user}`, kind: 'direct' } as const);
      return { id: randomUUID(), sender, conversation };
    }

    async #act(inbound: Inbound, card?: string): Promise<Reply> {
      const startedAt = performance.now();
      const reply = await receive(inbound);
      this.last = { status: 200, ms: performance.now() - startedAt };
      if (reply.kind === 'say') {
        const id = randomUUID();
        this.show(id, reply.message);
        see(this.user, inbound.kind === 'home' ? 'home' : 'private', reply.message, { id });
      } else if (reply.kind === 'update') {
        if (card !== undefined) this.show(card, reply.message);
        see(this.user, 'edit', reply.message, card === undefined ? {} : { id: card });
      } else if (reply.kind === 'form') {
        this.#form = { form: reply.form, values: initialValues(reply.form), errors: {}, card };
        see(this.user, 'form', { text: this.form?.text ?? '' });
      } else if (reply.kind === 'invalid' && this.#form) {
        this.#form.errors = { ...reply.fields, ...(reply.form && { '': reply.form }) };
        see(this.user, 'form-errors', { text: Object.values(this.#form.errors).join('\n') });
      }
      return reply;
    }

    async say(text: string, shape?: Shape) {
      const said = shape === 'passed-on' ? { text: '', attached: [text] } : { text };
      const edited = shape === 'edited' && { edited: true as const };
      await this.#act({ ...this.#from(), kind: 'message', ...said, ...edited });
    }
    async command(text: string, where?: { channel: string }) {
      // Teams has no slash commands: what is typed there stands in the channel.
      if (where && platform === 'teams') return this.mention(where.channel, text);
      const [route = '', ...rest] = text.split(' ');
      await this.#act({ ...this.#from(where?.channel), kind: 'command', route, text: rest.join(' ') });
    }
    async mention(channel: string, text: string) {
      await this.#act({ ...this.#from(channel), kind: 'message', text });
    }

    async press(label: string, on?: string) {
      const inForm = this.#form && formButtons(this.#form.form).find((button) => button.label === label);
      const cards = [...this.#cards]
        .reverse()
        .filter(([, message]) => on === undefined || message.text.includes(on));
      const found = cards
        .flatMap(([id, message]) => buttonsOf(message).map((button) => ({ id, button })))
        .find(({ button }) => button.label === label);
      const button = inForm ?? found?.button;
      if (!button) {
        const known = [...this.#cards.values()].flatMap(buttonsOf).map((one) => one.label);
        throw new Error(`${this.name} sees no button "${label}"; there is: ${known.join(', ')}`);
      }
      const { route, value } = button;
      const card = inForm ? this.#form?.card : found?.id;
      await this.#act(
        {
          ...this.#from(),
          kind: 'action',
          route,
          value,
          ...(card && { message: { conversation: `D-${this.user}`, id: card } }),
        },
        card,
      );
    }

    async fill(values: Record<string, string | readonly string[]>) {
      if (!this.#form) throw new Error(`${this.name} has no form open`);
      for (const [label, value] of Object.entries(values)) {
        const field = this.#form.form.fields.find((one) => one.label === label);
        if (!field)
          throw new Error(
            `The form has no field "${label}"; it has: ${this.#form.form.fields.map((one) => one.label).join(', ')}`,
          );
        this.#form.values[field.id] = Array.isArray(value)
          ? value.map((one: string) => chosen(field, one))
          : await this.#typed(field, value as string);
      }
    }

    async #typed(field: Field, value: string): Promise<string> {
      if (field.type !== 'member' || value === '') return chosen(field, value);
      const option = (await this.#lookUp(field.id, value)).find(({ label }) => label === value);
      if (!option) throw new Error(`Nobody called "${value}" is offered for "${field.label}"`);
      return option.value;
    }

    async #lookUp(field: string, query: string) {
      const reply = await receive({
        ...this.#from(),
        kind: 'lookup',
        route: this.#form?.form.route ?? '',
        field,
        query,
      });
      return reply.kind === 'options' ? reply.options : [];
    }

    async submit() {
      if (!this.#form) throw new Error(`${this.name} has no form open`);
      const { form, values, card } = this.#form;
      const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value.length > 0));
      const opened = this.#form;
      const reply = await this.#act(
        {
          ...this.#from(),
          kind: 'submission',
          route: form.route ?? '',
          state: form.state ?? '',
          values: filled,
          ...(card && { message: { conversation: `D-${this.user}`, id: card } }),
        },
        card,
      );
      if (reply.kind !== 'invalid' && this.#form === opened) this.#form = undefined;
    }

    dismiss() {
      this.#form = undefined;
    }
    async suggest(label: string, query: string) {
      const field = this.#form?.form.fields.find((one) => one.label === label);
      return (await this.#lookUp(field?.id ?? '', query)).map((option) => option.label);
    }
    async openHome() {
      await this.#act({ ...this.#from(), kind: 'home' });
    }
    async install() {
      await this.#act({ ...this.#from(), kind: 'joined' });
    }
    async uninstall() {
      await this.#act({ ...this.#from(), kind: 'left' });
    }

    get form(): ShownForm | undefined {
      if (!this.#form) return undefined;
      const { form, errors } = this.#form;
      const byLabel = Object.fromEntries(
        Object.entries(errors).map(([id, words]) => [
          form.fields.find((one) => one.id === id)?.label ?? id,
          words,
        ]),
      );
      const text = [
        plainCard({ title: form.title, body: [...(form.above ?? []), ...(form.body ?? [])] }),
        ...form.fields.map(
          (one) => `${one.label}: ${filledIn(one) || '____'}${one.hint ? ` (${one.hint})` : ''}`,
        ),
      ].join('\n');
      return {
        title: form.title,
        text,
        submit: form.submit,
        fields: form.fields.map((one) => one.label),
        picked: form.fields.filter(({ type }) => type !== 'text').map((one) => one.label),
        errors: byLabel,
      };
    }
    get chat() {
      return [...this.#cards.values()].map((message) =>
        message.card ? plainCard(message.card) : message.text,
      );
    }
    get seen() {
      return ledger.filter((one) => one.user === this.user);
    }
  }

  return {
    platform,
    workspace,
    apiUrl: '',
    ledger,
    refusals: [],
    adapter,
    person(user, about) {
      const person = people.get(user) ?? new PaperPerson(user, about);
      people.set(user, person);
      return person;
    },
    fail: (fault) => void faults.push({ ...fault }),
    mend() {
      faults.length = 0;
    },
    async stop() {},
  };
}

const hits = ({ user, about }: Fault, to: Destination, { card, text }: Message): boolean =>
  (user === undefined || user === to.user) &&
  (about === undefined || (card ? plainCard(card) : text).includes(about));

const rowsOf = (blocks: readonly Block[]): Button[] =>
  blocks.flatMap((block) => (block.type === 'row' ? block.actions : []));
const buttonsOf = ({ card }: Message): Button[] =>
  card ? [...rowsOf(card.body), ...(card.actions ?? [])] : [];
const formButtons = (form: Form): Button[] => rowsOf(form.body ?? []);

const initialValues = (form: Form): Record<string, string | readonly string[]> =>
  Object.fromEntries(
    form.fields.flatMap((field) =>
      'initial' in field && field.initial !== undefined
        ? [[field.id, field.type === 'member' ? field.initial.value : field.initial]]
        : [],
    ),
  );

/** What stands in a field when the form opens; options by their labels. */
function filledIn(field: Field): string {
  if (field.type === 'member') return field.initial?.label ?? '';
  const values = 'initial' in field ? [field.initial ?? []].flat() : [];
  if (!('options' in field)) return values.join(', ');
  return values.map((value) => field.options.find((one) => one.value === value)?.label ?? value).join(', ');
}

function chosen(field: Field, label: string): string {
  if (field.type !== 'select' && field.type !== 'multiselect') return label;
  const option = field.options.find((one) => one.label === label);
  if (!option)
    throw new Error(
      `"${field.label}" has no option "${label}"; it has: ${field.options.map((one) => one.label).join(', ')}`,
    );
  return option.value;
}
