import type { OpenForm } from '../../window.ts';
import { h, newId } from './dom.ts';
import type { Hands } from './hands.ts';
import { drawModal, type Modal } from './modal.ts';
import { type DrawnCard, shapeOf } from './teams.ts';

/** The form that covers a person's chat: Slack's modal, or Teams' dialog. */
export interface Forms {
  draw(form: OpenForm | undefined): void;
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

  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') hands.dismiss();
  };

  function drawSlack(form: OpenForm): Drawn {
    const modal = drawModal(form, {
      press: (at, label) => hands.press('form', () => modal.typed())(at, label),
      changed: (typed) => hands.type('form', typed),
      suggest: hands.suggest('form'),
      close: hands.dismiss,
      submit: () => hands.submit(modal.typed()),
    });
    modal.element.addEventListener('keydown', closeOnEscape);
    return { element: modal.element, modal };
  }

  function drawTeams(form: OpenForm): Drawn {
    const titleId = newId();
    const card = form.card && hands.card('form', form.card);
    const close = { type: 'button', class: 'close', 'aria-label': 'Close the form', click: hands.dismiss };
    const about = { tabindex: 0, role: 'group', 'aria-labelledby': titleId };
    const element = h(
      'div',
      { class: 'modal teams-dialog', role: 'dialog', 'aria-labelledby': titleId, keydown: closeOnEscape },
      h('header', {}, h('h3', { id: titleId }, form.title), h('button', close, '×')),
      h('div', { class: 'modal-body', ...about }, card?.element ?? h('p', {}, form.words ?? '')),
    );
    return { element, ...(card && { card }) };
  }

  return {
    get element() {
      return open?.element;
    },
    draw(form) {
      const shape = form?.card ? shapeOf(form.card) : '';
      if (open && form && open.id === form.id && open.shape === shape) {
        open.modal?.update(form);
        if (form.card) open.card?.update(form.card);
        return;
      }
      const takesFocus = open?.element.contains(document.activeElement) || hands.isAtIt();
      open?.element.remove();
      open = form && { id: form.id, shape, ...(form.blocks ? drawSlack(form) : drawTeams(form)) };
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
