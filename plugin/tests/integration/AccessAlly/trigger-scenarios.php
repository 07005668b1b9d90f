<?php
/**
 * What a person or AccessAlly does for each trigger. Given in: nothing; given back: by trigger, a closure that prepares and gives back a closure that does it.
 *
 * @package SlotBridge
 */

$user = static function ( string $login ): int {
	return (int) wp_insert_user( array( 'user_login' => $login, 'user_email' => "$login@example.org", 'display_name' => ucfirst( $login ), 'user_pass' => wp_generate_password(), 'role' => 'subscriber' ) );
};
$give = static fn ( int $user, int ...$tags ) => AccessAllyStandInStorage::give( AccessAllyStandInContacts::of_user( $user ), $tags );
$take = static fn ( int $user, int ...$tags ) => AccessAllyStandInStorage::take( AccessAllyStandInContacts::of_user( $user ), $tags );
$tag  = static fn ( string $name = 'Gold' ): int => AccessAllyStandInStorage::add_tag( $name );
$page = static function ( int $tag ): int {
	$id = (int) wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Page' ) );
	update_post_meta( $id, '_accessally_post_permission', array( 'require-login' => 'yes', 'tags' => array( $tag ) ) );
	return $id;
};
// An offering with one page of its own and one module, each with its tag.
$offering = static function () use ( $tag ): array {
	$base = $tag( 'Base' );
	$key  = AccessAllyStandInOfferings::save( '', array( 'name' => 'Coaching', 'tags' => array( 'base' => array( 'id' => (string) $base ), 'instant' => '', 'revoke' => '' ) ) );
	$home = AccessAllyStandInOfferingPages::add( $key, 'Home' );
	$step = $tag( 'Step' );
	$one  = AccessAllyStandInOfferingPages::add_module( $key, 'Start', $step );
	$deep = AccessAllyStandInOfferingPages::add( $key, 'Deep', $one );
	return array( 'key' => $key, 'base' => $base, 'step' => $step, 'home' => $home, 'deep' => $deep );
};
$access = static fn ( string $part, bool $gain ): Closure => static function () use ( $user, $give, $take, $offering, $part, $gain ): Closure {
	$ana  = $user( 'ana' );
	$made = $offering();
	$tags = 'module' === $part ? array( $made['base'], $made['step'] ) : array( $made['base'] );
	$give( $ana, ...( $gain ? ( 'module' === $part ? array( $made['base'] ) : array() ) : $tags ) );
	return static fn () => $gain ? $give( $ana, ...$tags ) : $take( $ana, ...$tags );
};
$team = static fn ( bool $leader, bool $gain ): Closure => static function () use ( $user, $leader, $gain ): Closure {
	$ana = $user( 'ana' );
	AccessAllyStandInTeams::add( 7, $user( 'ben' ), true );
	$gain || AccessAllyStandInTeams::add( 7, $ana, $leader );
	return static fn () => $gain ? AccessAllyStandInTeams::add( 7, $ana, $leader ) : AccessAllyStandInTeams::remove( 7, $ana, $leader );
};
// A page with two objectives, the first a quiz; everything but the last step is done before.
$progress = static fn ( int $last ): Closure => static function () use ( $user, $offering, $last ): Closure {
	$ana  = $user( 'ana' );
	$made = AccessAllyStandInStorage::is_new() ? $offering() : array( 'home' => (int) wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Home' ) ), 'deep' => 0 );
	foreach ( array_filter( array( $made['home'], $made['deep'] ) ) as $post ) {
		AccessAllyStandInObjectives::set( $post, array( 'Quiz', 'Read it' ), array(), array( 1 ) );
	}
	AccessAllyStandInCertificates::add( $made['home'], 'Coach' );
	2 === $last && $made['deep'] > 0 && AccessAllyStandInProgress::check_all( $ana, $made['deep'] );
	2 === $last && AccessAllyStandInProgress::check( $ana, $made['home'], 1 );
	4 === $last && AccessAllyStandInProgress::check( $ana, $made['deep'], 1 );
	return static fn () => match ( $last ) {
		1 => AccessAllyStandInQuizzes::submit( $ana, $made['home'], 1, 80 ),
		2 => AccessAllyStandInProgress::check( $ana, $made['home'], 2 ),
		4 => AccessAllyStandInProgress::check( $ana, $made['deep'], 2 ),
	};
};
$sale = static fn ( string $type, string $event, string $on ): Closure => static function () use ( $user, $tag, $type, $event, $on ): Closure {
	$ana     = $user( 'ana' );
	$sign    = $tag( 'Sign' );
	$product = AccessAllyStandInSales::add_product( 'Book', array( $on => $sign ) );
	update_option( 'slotbridge_signals', array( array( 'source' => 'tag', 'id' => (string) $sign, 'type' => $type ) ), false );
	return static fn () => AccessAllyStandInSales::happen( $event, $product, AccessAllyStandInContacts::of_user( $ana ) );
};

return array(
	'user.created'                     => static fn (): Closure => static fn () => $user( 'ana' ),
	'user.updated'                     => static function () use ( $user ): Closure {
		$ana = $user( 'ana' );
		return static fn () => array( wp_update_user( array( 'ID' => $ana, 'user_email' => 'new@example.org' ) ), wp_update_user( array( 'ID' => $ana, 'display_name' => 'Ana B' ) ) );
	},
	'user.deleted'                     => static function () use ( $user ): Closure {
		$ana = $user( 'ana' );
		return static fn () => wp_delete_user( $ana );
	},
	'user.logged-in'                   => static function () use ( $user ): Closure {
		$ana = $user( 'ana' );
		return static fn () => do_action( 'wp_login', 'ana', get_userdata( $ana ) );
	},
	'member.synced'                    => static function () use ( $user ): Closure {
		$ana = $user( 'ana' );
		return static function () use ( $ana ): void {
			AccessAllyStandInContacts::sync( $ana, AccessAllyStandInContacts::of_user( $ana ) );
			AccessAllyStandInUpdateUser::deliver_late(); // What a later request does.
			foreach ( array_filter( _get_cron_array(), 'is_array' ) as $hooks ) {
				foreach ( $hooks[ AccessAllyStandInUpdateUser::CRON ] ?? array() as $event ) {
					do_action_ref_array( AccessAllyStandInUpdateUser::CRON, $event['args'] );
				}
			}
		};
	},
	'member.tag-added'                 => static function () use ( $user, $tag, $give ): Closure {
		$ana  = $user( 'ana' );
		$gold = $tag();
		return static fn () => $give( $ana, $gold );
	},
	'member.tag-removed'               => static function () use ( $user, $tag, $give, $take ): Closure {
		$ana  = $user( 'ana' );
		$gold = $tag();
		$give( $ana, $gold, $tag( 'Silver' ) );
		return static fn () => $take( $ana, $gold );
	},
	'member.access-gained offering'    => $access( 'offering', true ),
	'member.access-lost offering'      => $access( 'offering', false ),
	'member.access-gained module'      => $access( 'module', true ),
	'member.access-lost module'        => $access( 'module', false ),
	'member.access-gained page'        => static function () use ( $user, $tag, $give, $page ): Closure {
		$ana  = $user( 'ana' );
		$gold = $tag();
		$page( $gold );
		return static fn () => $give( $ana, $gold );
	},
	'member.access-lost page'          => static function () use ( $user, $tag, $give, $take, $page ): Closure {
		$ana  = $user( 'ana' );
		$gold = $tag();
		$page( $gold );
		$give( $ana, $gold );
		return static fn () => $take( $ana, $gold );
	},
	'offering.created'                 => static fn (): Closure => static fn () => AccessAllyStandInOfferings::save( '', array( 'name' => 'Coaching' ) ),
	'offering.updated'                 => static function (): Closure {
		$key = AccessAllyStandInOfferings::save( '', array( 'name' => 'Coaching' ) );
		return static fn () => AccessAllyStandInOfferings::save( $key, array( 'name' => 'Coaching 2' ) );
	},
	'offering.deleted'                 => static function (): Closure {
		$key = AccessAllyStandInOfferings::save( '', array( 'name' => 'Coaching' ) );
		return static fn () => AccessAllyStandInOfferings::delete( $key );
	},
	'community-group.linked'           => static function () use ( $offering ): Closure {
		$made = $offering();
		return static fn () => AccessAllyStandInOfferingPages::link_group( $made['key'], '1', '44' );
	},
	'page.cloned'                      => static function () use ( $page, $tag ): Closure {
		$source = $page( $tag() );
		return static fn () => AccessAllyStandInClone::page( $source );
	},
	'team.member-added'                => $team( false, true ),
	'team.member-removed'              => $team( false, false ),
	'team.leader-added'                => $team( true, true ),
	'team.leader-removed'              => $team( true, false ),
	'team.created'                     => static function () use ( $user ): Closure {
		$ana = $user( 'ana' );
		return static fn () => AccessAllyStandInTeams::add( 9, $ana, true );
	},
	'team.renamed'                     => static function () use ( $user ): Closure {
		AccessAllyStandInTeams::add( 9, $user( 'ana' ), true );
		return static fn () => update_option( 'slotbridge_team_labels', array( 9 => 'Acme' ), false );
	},
	'team.emptied'                     => static function () use ( $user ): Closure {
		AccessAllyStandInTeams::add( 9, $user( 'ana' ), true );
		return static fn () => AccessAllyStandInTeams::empty_team( 9 );
	},
	'progress.objective-completed'     => $progress( 2 ),
	'progress.quiz-completed'          => $progress( 1 ),
	'progress.page-completed'          => $progress( 2 ),
	'progress.module-completed'        => $progress( 4 ),
	'progress.course-completed'        => $progress( 2 ),
	'progress.certificate-earned'      => $progress( 2 ),
	'operation.run'                    => static function () use ( $user, $tag ): Closure {
		$ana       = $user( 'ana' );
		$sign      = $tag( 'Sign' );
		$operation = AccessAllyStandInOperations::add( 'Give points', 'add-tag', (string) $sign );
		update_option( 'slotbridge_signals', array( array( 'source' => 'tag', 'id' => (string) $sign, 'type' => 'operation.run', 'operation' => (string) $operation ) ), false );
		return static fn () => AccessAllyStandInOperations::run( AccessAllyStandInContacts::of_user( $ana ), $operation, 'Order' );
	},
	'operation.run by an Event'        => static function () use ( $user ): Closure {
		$ana       = $user( 'ana' );
		$event     = AccessAllyStandInProgressEvents::add( 'Ran', 'operation', '', 0 );
		$operation = AccessAllyStandInOperations::add( 'Tell', 'trigger-event', (string) $event );
		update_option( 'slotbridge_signals', array( array( 'source' => 'event', 'id' => (string) $event, 'type' => 'operation.run', 'operation' => (string) $operation ) ), false );
		return static fn () => AccessAllyStandInOperations::run( AccessAllyStandInContacts::of_user( $ana ), $operation, 'Button' );
	},
	'order.succeeded'                  => $sale( 'order.succeeded', 'order-success', 'success' ),
	'order.failed'                     => $sale( 'order.failed', 'order-failed', 'failed' ),
	'subscription.paid'                => $sale( 'subscription.paid', 'subscription-paid', 'success' ),
	'subscription.failed'              => $sale( 'subscription.failed', 'subscription-failed', 'failed' ),
	'subscription.cancelled'           => $sale( 'subscription.cancelled', 'subscription-stopped', 'stop' ),
);
