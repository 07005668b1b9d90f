<?php
/**
 * One thing that can happen, in words for the owner.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Catalogue;

final class TriggerType {

	/**
	 * @param string       $type        CloudEvents type.
	 * @param string       $entity      What it is about, as in the subject: `member`, `offering`, …
	 * @param string       $family      Under which heading the owner finds it; see TriggerWords::families().
	 * @param string       $title       A sentence with %s for the entity's name.
	 * @param string       $name        As a trigger, e.g. "A member got a tag".
	 * @param string       $description What it tells.
	 * @param list<string> $sends       Which personal data leaves the site with it; see TriggerWords::sends().
	 * @param string|null  $about       Where in the detail the name of the other thing is, e.g. `tag.name`.
	 * @param string|null  $note        What AccessAlly makes late or hides; see TriggerWords::notes().
	 * @param string|null  $recipe      What the owner must set up in AccessAlly; see AccessAlly\Recipes.
	 */
	public function __construct(
		public readonly string $type,
		public readonly string $entity,
		public readonly string $family,
		public readonly string $title,
		public readonly string $name,
		public readonly string $description,
		public readonly array $sends,
		public readonly ?string $about,
		public readonly ?string $note,
		public readonly ?string $recipe
	) {}

	/**
	 * What happened, in one sentence, such as `Member "Ana Bell" got a tag: Gold`.
	 *
	 * @param string               $name   Of the entity.
	 * @param array<string, mixed> $detail The event's detail.
	 */
	public function told( string $name, array $detail ): string {
		$found = $detail;
		foreach ( null === $this->about ? array() : explode( '.', $this->about ) as $key ) {
			$found = is_array( $found ) ? ( $found[ $key ] ?? null ) : null;
		}
		return sprintf( $this->title, $name ) . ( is_string( $found ) && '' !== $found ? ': ' . $found : '' );
	}
}
