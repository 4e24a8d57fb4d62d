/** The properties of Adaptive Cards 1.5 that this simulation knows, by type. What it doesn't know, it refuses. */
const element = ['type', 'id', 'spacing', 'separator', 'isVisible', 'fallback', 'requires', 'height'];
const text = ['text', 'color', 'size', 'weight', 'isSubtle', 'fontType'];
const input = [...element, 'label', 'value', 'isRequired', 'errorMessage', 'placeholder'];
const action = [
  'type',
  'id',
  'title',
  'style',
  'tooltip',
  'isEnabled',
  'mode',
  'iconUrl',
  'fallback',
  'requires',
];

export const properties: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: [
    'type',
    '$schema',
    'version',
    'body',
    'actions',
    'msteams',
    'speak',
    'lang',
    'fallbackText',
    'rtl',
  ],
  TextBlock: [...element, ...text, 'wrap', 'maxLines', 'style', 'horizontalAlignment'],
  RichTextBlock: [...element, 'inlines', 'horizontalAlignment'],
  TextRun: ['type', ...text, 'italic', 'strikethrough', 'underline', 'highlight', 'selectAction'],
  Container: [...element, 'items', 'style', 'bleed', 'selectAction', 'verticalContentAlignment', 'minHeight'],
  ActionSet: [...element, 'actions', 'horizontalAlignment'],
  'Input.Text': [...input, 'isMultiline', 'maxLength', 'style', 'regex', 'inlineAction'],
  'Input.Date': [...input, 'min', 'max'],
  'Input.Time': [...input, 'min', 'max'],
  'Input.ChoiceSet': [...input, 'choices', 'choices.data', 'style', 'isMultiSelect', 'wrap'],
  'Input.Choice': ['title', 'value'],
  'Data.Query': ['type', 'dataset', 'count', 'skip', 'associatedInputs'],
  'Action.Execute': [...action, 'verb', 'data', 'associatedInputs'],
  'Action.Submit': [...action, 'data', 'associatedInputs'],
  'Action.OpenUrl': [...action, 'url'],
};

/** Where children are, and of what type they are when they don't say. */
export const children: readonly { property: string; type?: string }[] = [
  { property: 'body' },
  { property: 'items' },
  { property: 'actions' },
  { property: 'inlines' },
  { property: 'selectAction' },
  { property: 'inlineAction' },
  { property: 'choices', type: 'Input.Choice' },
  { property: 'choices.data', type: 'Data.Query' },
];
