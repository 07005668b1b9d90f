/** A refusal as a page, where a person sits before it: what happened, what to do, and the way back where it is known. */
import type { AppError } from '../../errors/app-error.ts';
import type { Reply } from '../route.ts';
import { html } from './html.ts';
import { pageReply } from './layout.ts';

export function problemPage( error: AppError ): Reply & { html: string } {
	const backTo = error.data?.[ 'backTo' ];
	const url = typeof backTo === 'string' ? URL.parse( backTo ) : null;
	return pageReply( error.status, {
		title: error.title,
		main: html`<h1>${ error.title }</h1>
<p>${ error.message }</p>
${ url === null ? '' : html`<div class="actions"><a class="button" href="${ url.href }">Back to ${ url.host }</a></div>` }`,
	} );
}
