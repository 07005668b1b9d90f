/** The Activity screen: the list, or one event in full. */
import { useRouter } from '../../app/router.tsx';
import { ActivityList } from './ActivityList.tsx';
import { EventDetail } from './EventDetail.tsx';

export default function ActivityScreen() {
	const { place } = useRouter();
	const { event, ...filter } = place.params;
	return event ? <EventDetail key={ event } id={ event } back={ filter } /> : <ActivityList params={ filter } />;
}
