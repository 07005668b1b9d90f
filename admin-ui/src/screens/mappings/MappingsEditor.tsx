/** Both field lists, the rules for removed things, the preview beside them, and one bar that saves it all. */
import { useState } from '@wordpress/element';
import type { ConfigAnswer, EntityKind, Preview } from '../../api/types.ts';
import { PageHeading } from '../../app/PageHeading.tsx';
import { useLeaveGuard, useRouter } from '../../app/router.tsx';
import { useSaveShortcut } from '../../shared/use-save-shortcut.ts';
import { EntityTabs } from './EntityTabs.tsx';
import { FieldList } from './FieldList.tsx';
import { withMapping } from './mapping-draft.ts';
import { GonePolicyCard } from './GonePolicyCard.tsx';
import { PolicyCard } from './PolicyCard.tsx';
import { PreviewPanel } from './PreviewPanel.tsx';
import { SaveBar } from './SaveBar.tsx';
import { useMappingDraft } from './use-mapping-draft.ts';

interface MappingsEditorProps {
	answer: ConfigAnswer;
	title: string;
	description: string;
}

export function MappingsEditor( { answer, title, description }: MappingsEditorProps ) {
	const { place, go } = useRouter();
	const entity: EntityKind = place.params.tab === 'groups' ? 'calendar-group' : 'calendar';
	const mapping = useMappingDraft( answer.config );
	const [ faults, setFaults ] = useState<Preview[ 'faults' ]>( [] );
	useLeaveGuard( mapping.isDirty );
	useSaveShortcut( () => {
		if ( mapping.isDirty ) {
			void mapping.save();
		}
	} );

	return (
		<>
			<PageHeading title={ title } description={ description } />
			<EntityTabs
				open={ entity }
				onOpen={ ( next ) => go( { screen: 'mappings', params: next === 'calendar' ? {} : { tab: 'groups' } }, { replace: true } ) }
			/>
			<div className="slotbridge-columns" role="tabpanel" id="slotbridge-tabpanel" aria-labelledby={ `slotbridge-tab-${ entity }` }>
				<div>
					<FieldList
						key={ entity }
						fields={ answer.fields[ entity ] }
						transforms={ answer.transforms }
						entity={ entity }
						config={ mapping.draft }
						errors={ mapping.errors }
						faults={ faults }
						onChange={ ( changed ) => mapping.setDraft( ( before ) => withMapping( before, entity, changed ) ) }
					/>
					<PolicyCard
						entity={ entity }
						policies={ mapping.draft.policies }
						onChange={ ( policies ) => mapping.setDraft( ( before ) => ( { ...before, policies } ) ) }
					/>
					<GonePolicyCard
						entity={ entity }
						policies={ mapping.draft.policies }
						onChange={ ( policies ) => mapping.setDraft( ( before ) => ( { ...before, policies } ) ) }
					/>
				</div>
				<PreviewPanel key={ entity } entity={ entity } config={ mapping.draft } onFaults={ setFaults } />
			</div>
			<SaveBar mapping={ mapping } />
		</>
	);
}
