<?php
/**
 * The objectives of a page: what a member ticks off, passes as a quiz, or completes on another page. Known: table and columns. Guess: the types' words.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInObjectives {

	const META = '_progressally_post_meta'; // Known, with its keys complete-tag and completion-custom-operation.

	/**
	 * Gives a page its objectives, numbered from 1 on.
	 *
	 * @param list<string>    $titles What a member reads.
	 * @param array<int, int> $mapped Objective number → page whose completion it is.
	 * @param list<int>       $quizzes Numbers of those that are a quiz.
	 */
	public static function set( int $post_id, array $titles, array $mapped = array(), array $quizzes = array() ): void {
		global $wpdb;
		$table = AccessAllyStandInTables::name( 'pa_post_objective' );
		$wpdb->delete( $table, array( 'post_id' => $post_id ) );
		foreach ( array_values( $titles ) as $index => $title ) {
			$id   = $index + 1;
			$type = isset( $mapped[ $id ] ) ? 'post' : ( in_array( $id, $quizzes, true ) ? 'quiz' : 'text' );
			$wpdb->insert( $table, array( 'post_id' => $post_id, 'objective_id' => $id, 'mapped_post_id' => $mapped[ $id ] ?? 0, 'objective_type' => $type, 'meta' => maybe_serialize( array( 'description' => $title ) ) ) );
		}
	}

	/** @return array<int, array{title: string, type: string, mapped: int}> By objective number. */
	public static function of( int $post_id ): array {
		global $wpdb;
		$found = array();
		foreach ( $wpdb->get_results( $wpdb->prepare( 'SELECT objective_id, mapped_post_id, objective_type, meta FROM %i WHERE post_id = %d ORDER BY objective_id', AccessAllyStandInTables::name( 'pa_post_objective' ), $post_id ) ) as $row ) {
			$meta                             = maybe_unserialize( $row->meta );
			$found[ (int) $row->objective_id ] = array(
				'title'  => is_array( $meta ) ? (string) ( $meta['description'] ?? '' ) : '',
				'type'   => $row->objective_type,
				'mapped' => (int) $row->mapped_post_id,
			);
		}
		return $found;
	}

	/** @return list<int> Pages that have objectives. */
	public static function posts(): array {
		global $wpdb;
		return array_map( 'intval', $wpdb->get_col( $wpdb->prepare( 'SELECT DISTINCT post_id FROM %i ORDER BY post_id', AccessAllyStandInTables::name( 'pa_post_objective' ) ) ) );
	}

	/** @return list<array{int, int}> Page and objective of each that stands for this page's completion. */
	public static function mapped_to( int $post_id ): array {
		global $wpdb;
		$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT post_id, objective_id FROM %i WHERE mapped_post_id = %d', AccessAllyStandInTables::name( 'pa_post_objective' ), $post_id ) );
		return array_map( static fn ( object $row ): array => array( (int) $row->post_id, (int) $row->objective_id ), $rows );
	}

	/**
	 * What happens when somebody completes a page.
	 *
	 * @param list<int> $tags      Tags that he gets.
	 * @param int       $operation Custom operation that runs; 0: none.
	 */
	public static function on_completion( int $post_id, array $tags, int $operation = 0 ): void {
		update_post_meta( $post_id, self::META, array( 'complete-tag' => array_map( 'strval', $tags ), 'completion-custom-operation' => $operation > 0 ? (string) $operation : '' ) );
	}

	/** Hooked to accessally_clone_post. Known: ProgressAlly copies the objectives. */
	public static function copy( int $source, int $target ): void {
		$objectives = self::of( $source );
		$quizzes    = array_keys( array_filter( $objectives, static fn ( array $one ): bool => 'quiz' === $one['type'] ) );
		self::set( $target, array_column( $objectives, 'title' ), array_filter( array_map( static fn ( array $one ): int => $one['mapped'], $objectives ) ), $quizzes );
		update_post_meta( $target, self::META, get_post_meta( $source, self::META, true ) );
	}
}
