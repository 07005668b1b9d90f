<?php
/**
 * /access/groups: the mapping that makes calendar groups by itself, what it would do, and the way back.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Access\Groups\GroupMapping;
use SlotBridge\Access\Groups\GroupPlan;
use SlotBridge\Access\Groups\GroupSync;
use SlotBridge\Access\Groups\GroupUndo;
use SlotBridge\AccessAlly\Adapter;

final class AccessGroupsController extends Controller {

	public function register(): void {
		$this->route( '/access/groups', 'GET', array( self::MANAGE ), static fn (): array => self::state() );
		$this->route( '/access/groups/preview', 'POST', array( self::MANAGE ), static fn ( \WP_REST_Request $request ): array => array( 'steps' => self::plan( self::mapping( $request ) ) ), self::args() );
		$this->route( '/access/groups', 'PUT', array( self::MANAGE ), static fn ( \WP_REST_Request $request ): array => self::choose( self::mapping( $request ) ), self::args() );
		$this->route( '/access/groups/undo', 'POST', array( self::MANAGE ), static fn (): array|\WP_Error => self::undo() );
	}

	/** @return array<string, mixed> */
	private static function state(): array {
		$mapping = GroupMapping::read();
		return array(
			'mapping'    => $mapping->to_array(),
			'teams'      => Adapter::teams(),
			'offerings'  => Adapter::offerings(),
			'accessAlly' => Adapter::isActive(),
			'pending'    => self::plan( $mapping ),
			'undo'       => GroupUndo::offered(),
		);
	}

	/** @return array<string, mixed> */
	private static function choose( GroupMapping $mapping ): array {
		$result = GroupSync::choose( $mapping );
		return array(
			'done'   => array_map(
				static fn ( array $step ): array => array(
					'action' => $step['action'],
					'name'   => $step['name'],
				),
				$result['done']
			),
			'failed' => $result['failed'],
			'left'   => $result['left'],
			'state'  => self::state(),
		);
	}

	/** @return array<string, mixed>|\WP_Error */
	private static function undo(): array|\WP_Error {
		$result = GroupUndo::run();
		return null === $result
			? new \WP_Error( 'slotbridge_nothing_to_undo', __( 'There is nothing to undo.', 'slotbridge' ), array( 'status' => 409 ) )
			: $result + array( 'state' => self::state() );
	}

	/** @return list<array{action: string, name: string, from: string, source: string}> What the owner reads of a plan. */
	private static function plan( GroupMapping $mapping ): array {
		$steps = array();
		foreach ( GroupPlan::make( $mapping ) as $step ) {
			$name    = $step['fields']['name'] ?? $step['from'];
			$steps[] = array(
				'action' => $step['action'],
				'name'   => is_string( $name ) ? $name : $step['from'],
				'from'   => $step['from'],
				'source' => $step['source_name'],
			);
		}
		return $steps;
	}

	/** @param \WP_REST_Request<array<string, mixed>> $request The request. */
	private static function mapping( \WP_REST_Request $request ): GroupMapping {
		$given = array();
		foreach ( array( 'teams', 'offerings', 'chosen', 'names' ) as $field ) {
			$given[ $field ] = $request->get_param( $field );
		}
		return GroupMapping::from( $given );
	}

	/** @return array<string, array<string, mixed>> */
	private static function args(): array {
		return array(
			'teams'     => array(
				'description' => 'A group for each Team.',
				'type'        => 'boolean',
				'required'    => true,
			),
			'offerings' => array(
				'description' => 'Which offerings have a group.',
				'type'        => 'string',
				'enum'        => array( 'none', 'all', 'chosen' ),
				'required'    => true,
			),
			'chosen'    => array(
				'description' => 'Keys of offerings, for chosen.',
				'type'        => 'array',
				'maxItems'    => 1000,
				'items'       => array(
					'type'      => 'string',
					'maxLength' => 200,
				),
				'default'     => array(),
			),
			'names'     => array(
				'description' => 'Whether a group that the owner has renamed keeps that name, or follows its Team or offering.',
				'type'        => 'string',
				'enum'        => array( GroupMapping::KEEP_OWNERS, GroupMapping::FOLLOW ),
				'required'    => true,
			),
		);
	}
}
