/** The Mappings screen: loads the mapping, or says what is missing before there can be one. */
import { __ } from '@wordpress/i18n';
import { readConfig } from '../../api/mappings.ts';
import { PageHeading } from '../../app/PageHeading.tsx';
import { LinkTo } from '../../app/router.tsx';
import { useSiteStatus } from '../../app/site-status.tsx';
import { Empty, Failed, Loading } from '../../shared/states.tsx';
import { useResource } from '../../shared/use-resource.ts';
import { MappingsEditor } from './MappingsEditor.tsx';

const title = (): string => __( 'Mappings', 'slotbridge' );
const description = (): string => __( 'Which of your fields becomes which field in HighLevel. The defaults suit most sites: change only what you need.', 'slotbridge' );

export default function MappingsScreen() {
	const { data: status } = useSiteStatus();
	if ( status && ! status.pairing.paired ) {
		return (
			<>
				<PageHeading title={ title() } description={ description() } />
				<Empty
					title={ __( 'Pair with a bridge first', 'slotbridge' ) }
					action={ <LinkTo to={ { screen: 'connect', params: {} } } className="components-button is-primary">{ __( 'Go to Connect', 'slotbridge' ) }</LinkTo> }
				>
					<p>{ __( 'The mapping is kept by the bridge, so this screen needs one.', 'slotbridge' ) }</p>
				</Empty>
			</>
		);
	}
	return <LoadedMappings />;
}

function LoadedMappings() {
	const { data, error, isLoading, reload } = useResource( readConfig );
	if ( data ) {
		return <MappingsEditor answer={ data } title={ title() } description={ description() } />;
	}
	return (
		<>
			<PageHeading title={ title() } description={ description() } />
			{ error ? (
				<Failed title={ __( 'The mapping could not be loaded', 'slotbridge' ) } error={ error } onRetry={ () => void reload() } isRetrying={ isLoading } />
			) : (
				<Loading words={ __( 'Loading the mapping…', 'slotbridge' ) } lines={ 8 } />
			) }
		</>
	);
}
