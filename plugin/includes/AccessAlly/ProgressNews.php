<?php
/**
 * Tells what it means that a member completed an objective: the objective, a quiz, and the page, module, course or certificate that it made complete.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-import-type Tick from Progress
 * @phpstan-import-type Offering from Offerings
 */
final class ProgressNews {

	/** @param Tick $tick A row of the table. */
	public static function tell( array $tick ): void {
		$user = $tick['user'];
		if ( ! get_userdata( $user ) instanceof \WP_User ) {
			return;
		}
		$objective = Progress::objectives( $tick['post'] )[ $tick['objective'] ] ?? null;
		if ( null === $objective ) {
			return; // The page no longer has it.
		}
		$post   = array(
			'id'    => $tick['post'],
			'title' => Calls::text( get_the_title( $tick['post'] ) ),
		);
		$detail = array(
			'post'      => $post,
			'objective' => array(
				'id'    => $tick['objective'],
				'title' => $objective['title'],
			),
			'score'     => null,
		);
		Fire::member( 'progress.objective-completed', $user, array(), $detail );
		if ( str_contains( strtolower( $objective['type'] ), 'quiz' ) ) {
			Fire::member( 'progress.quiz-completed', $user, array(), array( 'score' => Progress::score( $user, $tick['post'] ) ) + $detail );
		}
		if ( self::became_complete( $tick, array( $tick['post'] ) ) ) {
			self::tell_page( $tick, $post );
		}
	}

	/**
	 * A page became complete, and with it perhaps its module and its offering.
	 *
	 * @param Tick                          $tick The row that did it.
	 * @param array{id: int, title: string} $post The page.
	 */
	private static function tell_page( array $tick, array $post ): void {
		$plain = array(
			'post'      => $post,
			'objective' => null,
			'score'     => null,
		);
		Fire::member( 'progress.page-completed', $tick['user'], array(), $plain );
		$certificate = Progress::certificate( $tick['post'] );
		if ( '' !== $certificate ) {
			Fire::member( 'progress.certificate-earned', $tick['user'], array(), $plain + array( 'certificate' => array( 'name' => $certificate ) ) );
		}
		foreach ( Offerings::all() ?? array() as $key => $offering ) {
			foreach ( $offering['pages'] as $page ) {
				if ( $page['post'] === $tick['post'] ) {
					self::tell_offering( $tick, $plain, $key, $offering, $page['module'] );
					break; // A page counts once for an offering.
				}
			}
		}
	}

	/**
	 * @param Tick                 $tick     The row that did it.
	 * @param array<string, mixed> $plain    Detail of the page.
	 * @param Offering             $offering The page's offering.
	 */
	private static function tell_offering( array $tick, array $plain, string $key, array $offering, string $module ): void {
		$course = Snapshots::item( $key, $offering['name'] );
		if ( '' !== $module && self::became_complete( $tick, self::posts( $offering, $module ) ) ) {
			Fire::member( 'progress.module-completed', $tick['user'], array(), $plain + array( 'module' => Snapshots::item( $module, $offering['modules'][ $module ] ?? Names::numbered( 'module', $module ) ), 'offering' => $course ) );
		}
		if ( self::became_complete( $tick, self::posts( $offering, null ) ) ) {
			Fire::member( 'progress.course-completed', $tick['user'], array(), $plain + array( 'offering' => $course ) );
		}
	}

	/**
	 * Whether these pages are all complete with this row, and were not without it.
	 *
	 * @param Tick      $tick  The row.
	 * @param list<int> $posts Pages; those without objectives do not count.
	 */
	private static function became_complete( array $tick, array $posts ): bool {
		$with = array_filter( $posts, static fn ( int $post ): bool => array() !== Progress::objectives( $post ) );
		foreach ( $with as $post ) {
			if ( ! Progress::complete( $tick['user'], $post, $tick['id'] ) ) {
				return false;
			}
		}
		return array() !== $with && ! Progress::complete( $tick['user'], $tick['post'], $tick['id'] - 1 );
	}

	/**
	 * @param Offering $offering The offering.
	 * @return list<int> Its pages; those of one module, or all.
	 */
	private static function posts( array $offering, ?string $module ): array {
		$pages = array_filter( $offering['pages'], static fn ( array $page ): bool => $page['post'] > 0 && ( null === $module || $module === $page['module'] ) );
		return array_values( array_unique( array_column( $pages, 'post' ) ) );
	}
}
