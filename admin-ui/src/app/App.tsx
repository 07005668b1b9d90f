/** The SlotBridge page: its name, the screens, and the screen that is open. */
import { lazy, Suspense } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ComponentType } from 'react';
import { boot } from '../shared/boot.ts';
import { NoticesProvider } from '../shared/notices.tsx';
import { Loading } from '../shared/states.tsx';
import { Boundary } from './Boundary.tsx';
import { LinkTo, RouterProvider, useRouter } from './router.tsx';
import { screens, type ScreenName } from './places.ts';
import { SiteStatusProvider } from './site-status.tsx';

interface Screen {
	title: string;
	isAllowed: boolean;
	View: ComponentType;
}

const catalogue: Record<ScreenName, Screen> = {
	connect: {
		title: __( 'Connect', 'slotbridge' ),
		isAllowed: boot.capabilities.manage,
		View: lazy( () => import( /* webpackChunkName: "screen-connect" */ '../screens/connect/ConnectScreen.tsx' ) ),
	},
	mappings: {
		title: __( 'Mappings', 'slotbridge' ),
		isAllowed: boot.capabilities.manage,
		View: lazy( () => import( /* webpackChunkName: "screen-mappings" */ '../screens/mappings/MappingsScreen.tsx' ) ),
	},
	accessally: {
		title: __( 'AccessAlly', 'slotbridge' ),
		isAllowed: boot.capabilities.manage,
		View: lazy( () => import( /* webpackChunkName: "screen-accessally" */ '../screens/accessally/AccessAllyScreen.tsx' ) ),
	},
	activity: {
		title: __( 'Activity', 'slotbridge' ),
		isAllowed: boot.capabilities.manage || boot.capabilities.viewActivity,
		View: lazy( () => import( /* webpackChunkName: "screen-activity" */ '../screens/activity/ActivityScreen.tsx' ) ),
	},
	access: {
		title: __( 'Access', 'slotbridge' ),
		isAllowed: boot.capabilities.manage || boot.capabilities.viewActivity,
		View: lazy( () => import( /* webpackChunkName: "screen-access" */ '../screens/access/AccessScreen.tsx' ) ),
	},
};

const allowed = screens.filter( ( name ) => catalogue[ name ].isAllowed );

export function App() {
	return (
		<NoticesProvider>
			<RouterProvider home={ allowed[ 0 ] ?? 'activity' }>
				<SiteStatusProvider>
					<div className="slotbridge-masthead">
						<h1>SlotBridge</h1>
						<Navigation />
					</div>
					<OpenScreen />
				</SiteStatusProvider>
			</RouterProvider>
		</NoticesProvider>
	);
}

function Navigation() {
	const { place } = useRouter();
	return (
		<nav className="slotbridge-nav" aria-label={ __( 'SlotBridge screens', 'slotbridge' ) }>
			{ allowed.map( ( name ) => (
				<LinkTo key={ name } to={ { screen: name, params: {} } } aria-current={ place.screen === name ? 'page' : undefined }>
					{ catalogue[ name ].title }
				</LinkTo>
			) ) }
		</nav>
	);
}

function OpenScreen() {
	const { place } = useRouter();
	const { View, title, isAllowed } = catalogue[ place.screen ];
	return (
		<div className="slotbridge-main">
			{ isAllowed ? (
				<Boundary key={ place.screen }>
					<Suspense fallback={ <Loading words={ title } lines={ 6 } /> }>
						<View />
					</Suspense>
				</Boundary>
			) : (
				<p>{ __( 'Your account may not open this screen. Ask an administrator of the site for access.', 'slotbridge' ) }</p>
			) }
		</div>
	);
}
