import { helplineLines } from '../../../directory/helplines.ts';
import { escapeHtml, page as htmlPage } from '../../../web/page.ts';
import { AS_LISTED, PAPER, PAPER_HINT, type Page, type Part, partsOf, TITLE } from './page.ts';

const part = ({ about, lines, link }: Part): string =>
  `<h2>${escapeHtml(about)}</h2>
${lines.map((one) => `<p>${escapeHtml(one)}</p>`).join('\n')}${link ? `\n<p><a href="${escapeHtml(link)}" rel="noreferrer">Read it here</a></p>` : ''}`;

/** Room for a few lines of handwriting; on paper the form begins on a sheet of its own. */
const STYLE = `<style>
h2 { font-size: 1.125rem; margin: 1.5rem 0 0; }
p { margin: 0.25rem 0; }
.paper div { border-bottom: 1px solid #888; height: 5.5rem; }
@media print { body { margin: 0; max-width: none; } .paper { break-before: page; } }
</style>`;

/** All of it on one page, which anybody can print: nothing on it is sent anywhere. */
export const webPage = (shown: Page): string =>
  htmlPage(
    TITLE,
    `${STYLE}
${partsOf(shown, { isPublic: true }).map(part).join('\n')}
<h2>To talk to someone</h2>
${helplineLines(shown.nation)
  .map((line) => `<p>${escapeHtml(line)}</p>`)
  .join('\n')}
<p><small>${AS_LISTED} Nothing is kept of who reads this page.</small></p>
<section class="paper">
<h2>A form to print</h2>
${PAPER.map((one) => `<p>${escapeHtml(one)}:</p><div></div>`).join('\n')}
<p><small>${escapeHtml(PAPER_HINT)}</small></p>
</section>`,
  );

/** Before anybody has written one, and nothing can be read: what is true in England. */
export const DEFAULT_PAGE: Page = {
  own: { procedure: null, link: null, contacts: null, leadOnWeb: false },
  line: undefined,
  nation: 'unknown',
  there: [],
};
