<?php
/**
 * /accessally: what was found of AccessAlly on this site, what the owner calls its Teams, and which signs tell of what it hides.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\AccessAlly\Adapter;
use SlotBridge\AccessAlly\Findings;
use SlotBridge\AccessAlly\Names;
use SlotBridge\AccessAlly\Recipes;
use SlotBridge\AccessAlly\SignChoices;
use SlotBridge\AccessAlly\Signals;
use SlotBridge\AccessAlly\TeamKeys;

final class AccessAllyController extends Controller {

	/** More signs than anybody has use for. */
	private const MAX_SIGNS = 100;

	public function register(): void {
		$this->route( '/accessally', 'GET', array( self::MANAGE ), static fn (): array => self::all() );
		$this->route(
			'/accessally/teams',
			'PUT',
			array( self::MANAGE ),
			static fn ( \WP_REST_Request $request ): array|\WP_Error => self::save_teams( $request->get_param( 'labels' ) ),
			array(
				'labels' => array(
					'description'          => 'By Team number; an empty name takes it away, and a Team that is left out keeps its own.',
					'type'                 => 'object',
					'required'             => true,
					'additionalProperties' => array( 'type' => 'string' ),
				),
			)
		);
		$this->route( '/accessally/signs', 'PUT', array( self::MANAGE ), static fn ( \WP_REST_Request $request ): array|\WP_Error => self::save_signs( $request->get_param( 'signs' ) ), array( 'signs' => self::signs_schema() ) );
	}

	/** @return array<string, mixed> */
	private static function signs_schema(): array {
		$id = array(
			'type'      => 'string',
			'maxLength' => 100,
		);
		return array(
			'description' => 'All of them; they replace those that are stored.',
			'type'        => 'array',
			'required'    => true,
			'maxItems'    => self::MAX_SIGNS,
			'items'       => array(
				'type'                 => 'object',
				'additionalProperties' => false,
				'properties'           => array(
					'source'    => array(
						'type'     => 'string',
						'enum'     => array( 'tag', 'event', 'operation' ),
						'required' => true,
					),
					'id'        => $id + array( 'required' => true ),
					'type'      => array(
						'type'     => 'string',
						'enum'     => Signals::TYPES,
						'required' => true,
					),
					'operation' => $id,
					'consume'   => array( 'type' => 'boolean' ),
				),
			),
		);
	}

	/** @return array<string, mixed> */
	private static function all(): array {
		return array(
			'findings' => Findings::all(),
			'teams'    => self::teams(),
			'signs'    => Signals::all(),
			'recipes'  => Recipes::all(),
			'choices'  => SignChoices::all(),
		);
	}

	/** @return list<array{id: string, name: string, label: string, leader: string|null, leaders: int, members: int}> Those that somebody is in, and those that have a name of the owner's. `leader` is the name of the first who leads it. */
	private static function teams(): array {
		$people = TeamKeys::people();
		$labels = Names::labels();
		$teams  = self::team_names( $labels );
		ksort( $teams );
		$list = array();
		foreach ( $teams as $id => $name ) {
			$in     = $people[ $id ] ?? null;
			$leader = null === $in || null === $in['leader'] ? false : get_userdata( $in['leader'] );
			$list[] = array(
				'id'      => (string) $id,
				'name'    => $name,
				'label'   => $labels[ $id ] ?? '',
				'leader'  => $leader ? $leader->display_name : null,
				'leaders' => $in['leaders'] ?? 0,
				'members' => $in['members'] ?? 0,
			);
		}
		return $list;
	}

	/**
	 * @param array<int, string> $labels The owner's names.
	 * @return array<array-key, string> The names of all Teams that are listed, by number.
	 */
	private static function team_names( array $labels ): array {
		return array_column( Adapter::teams(), 'name', 'id' ) + Names::teams( array_keys( $labels ) );
	}

	/**
	 * @param mixed $given Checked against the route's schema.
	 * @return array<string, mixed>|\WP_Error
	 */
	private static function save_teams( mixed $given ): array|\WP_Error {
		$old    = Names::labels();
		$known  = self::team_names( $old );
		$new    = $old;
		$faults = array();
		foreach ( is_array( $given ) ? $given : array() as $id => $label ) {
			$label = sanitize_text_field( is_string( $label ) ? $label : '' );
			if ( ! isset( $known[ $id ] ) ) {
				/* translators: %s: number of a Team. */
				$faults[ "labels/$id" ] = sprintf( __( 'There is no Team %s.', 'slotbridge' ), (string) $id );
			} elseif ( mb_strlen( $label ) > 100 ) {
				$faults[ "labels/$id" ] = __( 'A name has at most 100 characters.', 'slotbridge' );
			}
			$new[ (int) $id ] = $label;
		}
		if ( array() !== $faults ) {
			return self::refused( $faults );
		}
		$new = array_filter( $new, static fn ( string $label ): bool => '' !== $label );
		if ( $new !== $old ) {
			update_option( Names::TEAM_LABELS, $new, false );
			do_action( 'slotbridge_audit', 'team-names', $old, $new, array() );
		}
		return self::all();
	}

	/**
	 * @param mixed $given Checked against the route's schema.
	 * @return array<string, mixed>|\WP_Error
	 */
	private static function save_signs( mixed $given ): array|\WP_Error {
		$seen   = array();
		$faults = array();
		foreach ( is_array( $given ) ? array_values( $given ) : array() as $index => $sign ) {
			$read = Signals::all( array( $sign ) )[0] ?? null;
			$key  = null === $read ? '' : "{$read['source']} {$read['id']} {$read['type']}";
			if ( null === $read ) {
				$faults[ "signs/$index/id" ] = __( 'Choose what the sign is.', 'slotbridge' );
			} elseif ( isset( $seen[ $key ] ) ) {
				$faults[ "signs/$index/id" ] = __( 'This sign is in the list already.', 'slotbridge' );
			} else {
				$seen[ $key ] = $read;
			}
		}
		if ( array() !== $faults ) {
			return self::refused( $faults );
		}
		$old = Signals::all();
		$new = array_values( $seen );
		if ( $new !== $old ) {
			update_option( Signals::OPTION, $new, false );
			do_action( 'slotbridge_audit', 'signs', $old, $new, array() );
		}
		return self::all();
	}

	/** @param non-empty-array<string, string> $faults Words by field. */
	private static function refused( array $faults ): \WP_Error {
		return new \WP_Error(
			'slotbridge_invalid_accessally',
			__( 'Nothing was saved:', 'slotbridge' ) . ' ' . implode( ' ', array_unique( $faults ) ),
			array(
				'status' => 400,
				'fields' => $faults,
			)
		);
	}
}
