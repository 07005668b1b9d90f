<?php
/**
 * /wp/v2/slotbridge-calendar-groups: WordPress's own terms controller, closed to those who may not edit calendars, and
 * checking a group as a whole before anything of it is stored (WordPress itself has no way to refuse a term here).
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

final class GroupsController extends \WP_REST_Terms_Controller {

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return bool|\WP_Error
	 */
	public function get_items_permissions_check( $request ) {
		return RestAccess::check() ?? parent::get_items_permissions_check( $request );
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return bool|\WP_Error
	 */
	public function get_item_permissions_check( $request ) {
		return RestAccess::check() ?? parent::get_item_permissions_check( $request );
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return \WP_REST_Response|\WP_Error
	 */
	public function create_item( $request ) {
		return $this->save( $request, null, fn () => parent::create_item( $request ) );
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return \WP_REST_Response|\WP_Error
	 */
	public function update_item( $request ) {
		$term = $this->get_term( is_numeric( $request['id'] ) ? (int) $request['id'] : 0 );
		return is_wp_error( $term ) ? $term : $this->save( $request, $term, fn () => parent::update_item( $request ) );
	}

	/**
	 * The name is required, but `slotbridge.name` can be it; and it is plain text, which must not be stripped.
	 *
	 * @param string $method HTTP method.
	 * @return array<mixed>
	 */
	public function get_endpoint_args_for_item_schema( $method = \WP_REST_Server::CREATABLE ) {
		$args = parent::get_endpoint_args_for_item_schema( $method );
		if ( is_array( $args['name'] ?? null ) ) {
			unset( $args['name']['required'], $args['name']['sanitize_callback'] );
		}
		if ( is_array( $args['description'] ?? null ) ) {
			unset( $args['description']['sanitize_callback'] );
		}
		return $args;
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>>       $request The request.
	 * @param \WP_Term|null                                $current The group that is changed.
	 * @param callable(): (\WP_REST_Response|\WP_Error)    $save    WordPress's own saving.
	 * @return \WP_REST_Response|\WP_Error
	 */
	private function save( \WP_REST_Request $request, ?\WP_Term $current, callable $save ) {
		$given = $request->get_param( 'slotbridge' );
		$input = is_array( $given ) ? $given : array();
		foreach ( array( 'name', 'slug', 'description' ) as $field ) {
			if ( null !== $request->get_param( $field ) ) {
				$input += array( $field => $request->get_param( $field ) );
			}
		}
		$fields = GroupInput::validate( $input, $current );
		if ( is_wp_error( $fields ) ) {
			return $fields;
		}
		foreach ( array( 'name', 'slug', 'description' ) as $field ) {
			$request->set_param( $field, $fields[ $field ] );
		}
		return GroupStore::save_with( $fields, $save );
	}
}
