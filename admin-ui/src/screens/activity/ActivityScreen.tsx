/** The Activity screen: the list, one event in full, or who changed the settings. */
import { useRouter } from '../../app/router.tsx';
import { boot } from '../../shared/boot.ts';
import { ActivityList } from './ActivityList.tsx';
import { AuditList } from './AuditList.tsx';
import { EventDetail } from './EventDetail.tsx';

export default function ActivityScreen() {
	const { place } = useRouter();
	const { event, tab, ...filter } = place.params;
	if ( event ) {
		return <EventDetail key={ event } id={ event } back={ filter } />;
	}
	return tab === 'people' && boot.capabilities.manage ? <AuditList /> : <ActivityList params={ filter } />;
}
