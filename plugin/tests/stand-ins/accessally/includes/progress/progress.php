<?php
/**
 * What members have done, in the table `pa_user_progress`: a row for each objective that is ticked. Written past every hook of WordPress.
 *
 * Known: completing a page may give tags and run a custom operation, with the label "ProgressAlly". No action says that it happened.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInProgress {

	/** Ticks an objective, and what follows when the page is complete with it. False: there is no such objective, or it was ticked before. */
	public static function check( int $user_id, int $post_id, int $objective_id ): bool {
		global $wpdb;
		if ( ! isset( AccessAllyStandInObjectives::of( $post_id )[ $objective_id ] ) || ! get_userdata( $user_id ) || in_array( $objective_id, self::checked( $post_id, $user_id ), true ) ) {
			return false;
		}
		$wpdb->insert( self::table(), array( 'user_id' => $user_id, 'post_id' => $post_id, 'objective_id' => $objective_id, 'created' => gmdate( 'Y-m-d H:i:s' ) ) );
		AccessAllyStandInProgressEvents::happened( $user_id, 'objective', "$post_id-$objective_id" );
		if ( null !== self::completed_at( $post_id, $user_id ) ) {
			self::complete( $user_id, $post_id );
		}
		return true;
	}

	/** Takes a tick back. Assumed: tags that came with the completion stay. */
	public static function uncheck( int $user_id, int $post_id, int $objective_id ): void {
		global $wpdb;
		$wpdb->delete( self::table(), array( 'user_id' => $user_id, 'post_id' => $post_id, 'objective_id' => $objective_id ) );
	}

	/** Ticks all that a page has. */
	public static function check_all( int $user_id, int $post_id ): void {
		foreach ( array_keys( AccessAllyStandInObjectives::of( $post_id ) ) as $objective_id ) {
			self::check( $user_id, $post_id, $objective_id );
		}
	}

	/** @return list<int> The objectives that are ticked and still there. */
	public static function checked( int $post_id, int $user_id ): array {
		return array_keys( array_intersect_key( self::times( $post_id, $user_id ), AccessAllyStandInObjectives::of( $post_id ) ) );
	}

	/** From 0.0 to 1.0. */
	public static function part( int $post_id, int $user_id ): float {
		$all = count( AccessAllyStandInObjectives::of( $post_id ) );
		return 0 === $all ? 0.0 : count( self::checked( $post_id, $user_id ) ) / $all;
	}

	/** When the last objective was ticked, in UTC; null: not complete. */
	public static function completed_at( int $post_id, int $user_id ): ?string {
		$objectives = AccessAllyStandInObjectives::of( $post_id );
		$times      = array_intersect_key( self::times( $post_id, $user_id ), $objectives );
		return array() === $times || count( $times ) < count( $objectives ) ? null : max( $times );
	}

	/** @return array<int, string> Time by objective. */
	private static function times( int $post_id, int $user_id ): array {
		global $wpdb;
		$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT objective_id, created FROM %i WHERE post_id = %d AND user_id = %d ORDER BY objective_id', self::table(), $post_id, $user_id ) );
		return array_map( 'strval', array_column( $rows, 'created', 'objective_id' ) );
	}

	/** The page's tags, its operation, and the objectives elsewhere that stand for it. */
	private static function complete( int $user_id, int $post_id ): void {
		$contact_id = AccessAllyStandInContacts::of_user( $user_id );
		$meta       = get_post_meta( $post_id, AccessAllyStandInObjectives::META, true );
		$meta       = is_array( $meta ) ? $meta : array();
		AccessAllyStandInStorage::give( $contact_id, array_filter( array_map( 'intval', (array) ( $meta['complete-tag'] ?? array() ) ) ) );
		if ( (int) ( $meta['completion-custom-operation'] ?? 0 ) > 0 ) {
			AccessAllyStandInOperations::run( $contact_id, (int) $meta['completion-custom-operation'], 'ProgressAlly' );
		}
		foreach ( AccessAllyStandInObjectives::mapped_to( $post_id ) as [ $other_post, $objective_id ] ) {
			self::check( $user_id, $other_post, $objective_id );
		}
	}

	private static function table(): string {
		return AccessAllyStandInTables::name( 'pa_user_progress' );
	}
}
