<?php
/**
 * What has to be done so that the groups fit what AccessAlly has: worked out without changing anything, so that the owner can see it first.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Groups;

use SlotBridge\AccessAlly\Adapter;
use SlotBridge\AccessAlly\Offerings;
use SlotBridge\Calendars\GroupStore;
use SlotBridge\Calendars\GroupTaxonomy;
use SlotBridge\Calendars\Slugs;

final class GroupPlan {

	public const CREATE = 'create';
	public const CHANGE = 'change';
	public const HIDE   = 'set-inactive';
	public const SHOW   = 'set-active';

	/** @var list<array{action: string, source: string, source_name: string, term: int, from: string, fields: array<string, mixed>}> */
	private array $steps = array();

	/** @var array<string, true> Names that are taken, in small letters. */
	private array $taken = array();

	/** @param list<string> $gone Sources that are known to have been deleted, however the lists look. */
	private function __construct( private readonly GroupMapping $mapping, private readonly array $gone ) {
		$terms = get_terms(
			array(
				'taxonomy'   => GroupTaxonomy::NAME,
				'hide_empty' => false,
			)
		);
		foreach ( is_array( $terms ) ? $terms : array() as $term ) {
			$this->taken[ self::key( self::name_of( $term ) ) ] = true;
		}
	}

	/**
	 * @param GroupMapping $mapping The owner's choice.
	 * @param list<string> $gone    Sources that are known to have been deleted.
	 * @return list<array{action: string, source: string, source_name: string, term: int, from: string, fields: array<string, mixed>}> In the order in which they are to be done. `from` is the name so far.
	 */
	public static function make( GroupMapping $mapping, array $gone = array() ): array {
		$plan = new self( $mapping, $gone );
		if ( $mapping->is_on() && Adapter::isActive() ) { // While AccessAlly is away nothing can be said of what it has.
			$made = MadeGroup::all();
			$plan->kind( 'team', Adapter::teams(), $made, true );
			$plan->kind( 'offering', Adapter::offerings(), $made, null !== Offerings::all() );
		}
		return $plan->steps;
	}

	/**
	 * @param list<array{id: string, name: string}> $items What there is.
	 * @param array<string, MadeGroup>              $made  The groups that were made so far.
	 * @param bool                                  $told  Whether AccessAlly told; if not, what is not in the list may still be there.
	 */
	private function kind( string $kind, array $items, array $made, bool $told ): void {
		$there = array();
		foreach ( $items as $item ) {
			$source = MadeGroup::source_of( $kind, $item['id'] );
			if ( in_array( $source, $this->gone, true ) ) {
				continue;
			}
			$there[ $source ] = true;
			if ( ! $this->mapping->wants( $kind, $item['id'] ) ) {
				continue; // A group that was made before stays as it is.
			}
			if ( isset( $made[ $source ] ) ) {
				$this->keep_in_step( $made[ $source ], $item['name'] );
			} else {
				$this->create( $kind, $item['id'], $item['name'] );
			}
		}
		foreach ( $made as $source => $group ) {
			$is_gone = in_array( $source, $this->gone, true ) || ( $told && ! isset( $there[ $source ] ) );
			if ( $group->kind === $kind && $is_gone && ! $group->is_gone ) {
				$this->steps[] = self::step( self::HIDE, $source, $group->term->term_id, $group->source_name, self::name_of( $group->term ), array( 'status' => 'inactive' ) );
			}
		}
	}

	private function create( string $kind, string $id, string $name ): void {
		$fields        = array(
			'name'     => $this->free_name( $name ),
			'status'   => 'active',
			'audience' => self::audience( $kind, $id, $name ),
		);
		$this->steps[] = self::step( self::CREATE, MadeGroup::source_of( $kind, $id ), 0, $name, '', $fields );
	}

	private function keep_in_step( MadeGroup $group, string $name ): void {
		$now     = self::name_of( $group->term );
		$source  = MadeGroup::source_of( $group->kind, $group->id );
		$fields  = array();
		$follows = GroupMapping::FOLLOW === $this->mapping->names;
		if ( $group->was_renamed() ? $follows : $group->source_name !== $name ) {
			unset( $this->taken[ self::key( $now ) ] );
			$fields['name'] = $this->free_name( $name );
			if ( $group->term->slug === $group->slug ) {
				$fields['slug'] = Slugs::free_for_group( Slugs::from_text( $fields['name'], 'group' ), $group->term->term_id );
			}
		}
		$audience = self::renamed_rule( GroupStore::audience( $group->term->term_id ), $group, $name );
		if ( null !== $audience ) {
			$fields['audience'] = $audience;
		}
		if ( $group->is_gone ) {
			$this->steps[] = self::step( self::SHOW, $source, $group->term->term_id, $name, $now, array( 'status' => 'active' ) + $fields );
		} elseif ( array() !== $fields ) {
			$this->steps[] = self::step( self::CHANGE, $source, $group->term->term_id, $name, $now, $fields );
		}
	}

	/**
	 * The audience with the new name in the group's own rule.
	 *
	 * @return array<array-key, mixed>|null Null: there is nothing to change.
	 */
	private static function renamed_rule( mixed $audience, MadeGroup $group, string $name ): ?array {
		$audience = is_array( $audience ) ? $audience : array();
		$rules    = is_array( $audience['rules'] ?? null ) ? $audience['rules'] : array();
		$changed  = false;
		foreach ( $rules as $index => $rule ) {
			if ( is_array( $rule ) && ( $rule['kind'] ?? '' ) === $group->kind && ( $rule['id'] ?? '' ) === $group->id && ( $rule['name'] ?? '' ) !== $name ) {
				$rules[ $index ] = array_merge( $rule, array( 'name' => $name ) );
				$changed         = true;
			}
		}
		return $changed ? array_merge( $audience, array( 'rules' => $rules ) ) : null;
	}

	/** @return array{match: string, rules: list<array{kind: string, id: string, name: string}>} */
	private static function audience( string $kind, string $id, string $name ): array {
		return array(
			'match' => 'any',
			'rules' => array(
				array(
					'kind' => $kind,
					'id'   => $id,
					'name' => $name,
				),
			),
		);
	}

	/** This name, or the first of "Name 2", "Name 3", … that no group has. It is taken from then on. */
	private function free_name( string $name ): string {
		$name      = mb_substr( '' === trim( $name ) ? __( 'Group', 'slotbridge' ) : trim( $name ), 0, 150, 'UTF-8' );
		$candidate = $name;
		for ( $number = 2; isset( $this->taken[ self::key( $candidate ) ] ); ++$number ) {
			$candidate = "$name $number";
		}
		$this->taken[ self::key( $candidate ) ] = true;
		return $candidate;
	}

	private static function name_of( \WP_Term $term ): string {
		$name = GroupStore::read( $term )['name'];
		return is_string( $name ) ? $name : $term->name;
	}

	private static function key( string $name ): string {
		return mb_strtolower( $name, 'UTF-8' );
	}

	/**
	 * @param array<string, mixed> $fields What to write.
	 * @return array{action: string, source: string, source_name: string, term: int, from: string, fields: array<string, mixed>}
	 */
	private static function step( string $action, string $source, int $term, string $source_name, string $from, array $fields ): array {
		return array(
			'action'      => $action,
			'source'      => $source,
			'source_name' => $source_name,
			'term'        => $term,
			'from'        => $from,
			'fields'      => $fields,
		);
	}
}
