/** A secret box whose keys can be changed while everybody holds it. */
import { createSecretBox, type SecretBox } from './secret-box.ts';

export interface ChangeableBox extends SecretBox {
	/** From now on the first of these seals, and all of them open. */
	change( keys: readonly Buffer[] ): void;
}

/** @throws SecretBoxError as `createSecretBox`; also from `change`, which then changes nothing. */
export function createChangeableBox( keys: readonly Buffer[] ): ChangeableBox {
	let box = createSecretBox( keys );
	return {
		get keyId() {
			return box.keyId;
		},
		seal: ( plain ) => box.seal( plain ),
		open: ( sealed ) => box.open( sealed ),
		isOutdated: ( sealed ) => box.isOutdated( sealed ),
		change: ( next ) => {
			box = createSecretBox( next );
		},
	};
}
