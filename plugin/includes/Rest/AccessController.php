<?php
/**
 * /access: the tool that tells the owner who sees which calendar, and why. It asks the same function as the site itself.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Access\Access;
use SlotBridge\Access\People;
use SlotBridge\AccessAlly\Members;
use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\ExactGroupText;
use SlotBridge\Calendars\GroupTaxonomy;

final class AccessController extends Controller {

	/** Calendars that one check covers at most. */
	private const MOST_CALENDARS = 200;

	/** People that one page covers at most. */
	private const MOST_PEOPLE = 200;

	public function register(): void {
		$allowed = array( self::MANAGE, self::VIEW );
		$this->route( '/access/calendars', 'GET', $allowed, static fn (): array => array( 'items' => self::calendars() ) );
		$this->route( '/access/members', 'GET', $allowed, static fn ( \WP_REST_Request $request ): array => self::members( $request ), array( 'search' => self::text_arg( 'Part of a name or a mail address.' ) ) );
		$this->route(
			'/access/check',
			'GET',
			$allowed,
			static fn ( \WP_REST_Request $request ): array|\WP_Error => self::check( $request ),
			array(
				'user'     => self::number_arg( 'Id of the person; 0, which it is without it: a visitor who is not logged in.', 0 ),
				'calendar' => self::number_arg( 'Id of the calendar; without it all calendars are looked at.', 1 ),
			)
		);
		$this->route(
			'/access/who',
			'GET',
			$allowed,
			static fn ( \WP_REST_Request $request ): array|\WP_Error => self::who( $request ),
			array(
				'calendar' => self::number_arg( 'Id of the calendar.', 1 ),
				'page'     => self::number_arg( 'Page, from 1.', 1 ),
				'perPage'  => array( 'maximum' => self::MOST_PEOPLE ) + self::number_arg( 'People on a page.', 1 ),
				'search'   => self::text_arg( 'Part of a name or a mail address.' ),
			)
		);
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return array<string, mixed>|\WP_Error
	 */
	private static function check( \WP_REST_Request $request ): array|\WP_Error {
		$user = self::number( $request, 'user' );
		if ( $user > 0 && false === get_userdata( $user ) ) {
			return new \WP_Error( 'slotbridge_user_unknown', __( 'There is no such account on this site.', 'slotbridge' ), array( 'status' => 404 ) );
		}
		$only  = self::number( $request, 'calendar' );
		$items = array();
		foreach ( self::calendars() as $calendar ) {
			if ( 0 === $only || $only === $calendar['id'] ) {
				$items[] = array( 'calendar' => $calendar ) + Access::calendar( $user, $calendar['id'] )->to_array();
			}
		}
		if ( $only > 0 && array() === $items ) {
			return self::no_calendar();
		}
		return array(
			'user'  => People::describe( $user ),
			'items' => $items,
		);
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return array<string, mixed>|\WP_Error
	 */
	private static function who( \WP_REST_Request $request ): array|\WP_Error {
		$calendar = self::number( $request, 'calendar' );
		if ( ! CalendarPostType::is_calendar( get_post( $calendar ) ) ) {
			return self::no_calendar();
		}
		$page  = max( 1, self::number( $request, 'page' ) );
		$size  = self::number( $request, 'perPage' );
		$size  = $size > 0 ? min( self::MOST_PEOPLE, $size ) : 50;
		$found = People::find( self::text( $request, 'search' ), $page, $size );
		$items = array();
		foreach ( $found['ids'] as $id ) {
			$decision = Access::calendar( $id, $calendar );
			$items[]  = array(
				'user'    => People::describe( $id ),
				'allowed' => $decision->allowed,
				'preview' => $decision->is_preview(),
				'reason'  => $decision->reason,
				'words'   => $decision->words(),
			);
			Members::forget( $id ); // Two hundred people are not kept in memory.
		}
		return array(
			'items' => $items,
			'page'  => $page,
			'pages' => (int) ceil( $found['total'] / $size ),
			'total' => $found['total'],
		);
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return array{items: list<array{id: int, name: string, email: string|null}>, total: int}
	 */
	private static function members( \WP_REST_Request $request ): array {
		$found = People::find( self::text( $request, 'search' ), 1, 20 );
		return array(
			'items' => array_map( array( People::class, 'describe' ), $found['ids'] ),
			'total' => $found['total'],
		);
	}

	/** @return list<array{id: int, name: string, status: string, group: string}> */
	private static function calendars(): array {
		$posts = get_posts(
			array(
				'post_type'   => CalendarPostType::NAME,
				'post_status' => array( 'publish', 'draft', 'pending', 'private', 'future' ),
				'numberposts' => self::MOST_CALENDARS, // phpcs:ignore WordPress.WP.PostsPerPage.posts_per_page_numberposts -- A choice of all; sites have a handful.
				'orderby'     => 'title',
				'order'       => 'ASC',
			)
		);
		$list  = array();
		foreach ( $posts as $post ) {
			$group  = GroupTaxonomy::of_calendar( $post->ID );
			$term   = null === $group ? null : get_term( $group, GroupTaxonomy::NAME );
			$list[] = array(
				'id'     => $post->ID,
				'name'   => $post->post_title,
				'status' => 'publish' === $post->post_status ? 'active' : 'draft',
				'group'  => $term instanceof \WP_Term ? ExactGroupText::decode( $term->name ) : '',
			);
		}
		return $list;
	}

	private static function no_calendar(): \WP_Error {
		return new \WP_Error( 'slotbridge_calendar_unknown', __( 'There is no such calendar on this site.', 'slotbridge' ), array( 'status' => 404 ) );
	}

	/** @param \WP_REST_Request<array<string, mixed>> $request The request. */
	private static function number( \WP_REST_Request $request, string $name ): int {
		$value = $request->get_param( $name );
		return is_numeric( $value ) ? (int) $value : 0;
	}

	/** @return array<string, mixed> */
	private static function number_arg( string $description, int $least ): array {
		return array(
			'description' => $description,
			'type'        => 'integer',
			'minimum'     => $least,
		);
	}
}
