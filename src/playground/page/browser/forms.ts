import type { OpenForm } from '../../window.ts';
import { h, newId } from './dom.ts';
import type { Hands } from './hands.ts';
import { drawModal, type Modal, modalBody } from './modal.ts';
import { type DrawnCard, drawCard, shapeOf } from './teams.ts';

/** The form that covers a person's chat: Slack's modal, or Teams' dialog. */
export interface Forms {
  show(form: OpenForm | undefined): void;
  /** The form that is open. */
  readonly element: HTMLElement | undefined;
}

interface Drawn {
  element: HTMLElement;
  modal?: Modal;
  card?: DrawnCard;
}

/** @param pane where it is put @param behind what cannot be reached while it is open @param home where the focus goes after it */
export function layForms(hands: Hands, pane: HTMLElement, behind: HTMLElement, home: HTMLElement): Forms {
  let open: (Drawn & { id: string; shape: string }) | undefined;

  const keydown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') hands.dismiss();
  };

  function draw(form: OpenForm): Drawn {
    const titleId = newId();
    const close = { type: 'button', 'aria-label': 'Close the form', click: hands.dismiss };
    const frame = (look: 'slack-modal' | 'teams-dialog', content: HTMLElement) =>
      h(
        `div.modal.${look}`,
        { role: 'dialog', 'aria-labelledby': titleId, keydown },
        h('header', h('h3', { id: titleId }, form.title), h('button.close', close, '×')),
        content,
      );
    if (form.blocks) {
      const modal = drawModal(form, titleId, hands);
      return { element: frame('slack-modal', modal.element), modal };
    }
    const card = form.card && drawCard(form.card, (typed) => hands.at('form', typed));
    const body = modalBody(titleId, card?.element ?? h('p', form.words ?? ''));
    return { element: frame('teams-dialog', body), ...(card && { card }) };
  }

  return {
    get element() {
      return open?.element;
    },
    show(form) {
      const shape = form?.card ? shapeOf(form.card) : '';
      if (open && form && open.id === form.id && open.shape === shape) {
        open.modal?.update(form);
        if (form.card) open.card?.update(form.card);
        return;
      }
      const takesFocus = open?.element.contains(document.activeElement) || hands.isAtIt();
      open?.element.remove();
      open = form && { id: form.id, shape, ...draw(form) };
      behind.toggleAttribute('inert', open !== undefined);
      if (open) {
        open.element.dataset.form = open.id;
        pane.append(open.element);
      }
      if (!takesFocus) return;
      const first = open?.element.querySelector<HTMLElement>(
        'input, select, textarea, .modal-body button, .close',
      );
      (first ?? home).focus({ preventScroll: true });
    },
  };
}
