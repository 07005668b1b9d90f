<?php
/**
 * The HTML of the stand-in's pages: lists and small forms.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInForms {

	public static function render_dashboard(): void {
		self::page(
			'AccessAlly (stand-in)',
			static function (): void {
				printf(
					'<p>This plays AccessAlly %s, %s licence. %d tags, %d Teams.</p>',
					esc_html( AccessAlly::VERSION ),
					AccessAllySettingLicense::$accessally_enabled ? 'with a' : 'without a',
					count( AccessAllyStandInStorage::tags() ),
					count( AccessAllyStandInTeams::all() )
				);
			}
		);
	}

	public static function render_tags(): void {
		self::page(
			'Tags',
			static function (): void {
				self::form( 'add-tag', 'Add tag', static fn () => self::text( 'name', 'Name' ) );
				self::form( 'give-tag', 'Give tag', static fn () => self::people() . self::tags() );
				echo '<table class="widefat striped"><thead><tr><th>Id</th><th>Tag</th><th></th></tr></thead><tbody>';
				foreach ( AccessAllyStandInStorage::tags() as $id => $name ) {
					echo '<tr><td>' . (int) $id . '</td><td>' . esc_html( $name ) . '</td><td>';
					self::button( 'remove-tag', 'Delete ' . $name, array( 'tag' => (string) $id ) );
					echo '</td></tr>';
				}
				echo '</tbody></table>';
			}
		);
	}

	public static function render_offerings(): void {
		self::page(
			'Offerings',
			static function (): void {
				self::form( 'add-offering', 'Add offering', static fn () => self::text( 'name', 'Name' ) . self::tags( 'Base tag' ) );
				foreach ( AccessAllyOfferings::get_all_offering_settings() as $key => $settings ) {
					if ( ! str_starts_with( (string) $key, AccessAllyOfferings::PREFIX ) ) {
						continue;
					}
					echo '<h2>' . esc_html( $settings['name'] ) . '</h2>';
					$hidden = array( 'key' => $key );
					self::form( 'rename-offering', 'Rename', static fn () => self::text( 'name', 'Name', $settings['name'] ), $hidden );
					self::form( 'give-offering', 'Give to', static fn () => self::people(), $hidden );
					self::button( 'delete-offering', 'Delete ' . $settings['name'], $hidden );
				}
			}
		);
	}

	public static function render_teams(): void {
		self::page(
			'Teams',
			static function (): void {
				self::form( 'join-team', 'Add to Team', static fn () => self::text( 'team', 'Team number' ) . self::people() . self::select( 'as', 'As', array( 'member' => 'Member', 'leader' => 'Leader' ) ) );
				foreach ( AccessAllyStandInTeams::all() as $team => $people ) {
					echo '<h2>Team ' . (int) $team . '</h2><ul>';
					foreach ( $people as $person ) {
						$name = get_userdata( $person['user'] )->display_name ?? '?';
						echo '<li>' . esc_html( $name . ( $person['leader'] ? ' (leader)' : '' ) ) . ' ';
						self::button( 'leave-team', 'Remove ' . $name, array( 'team' => (string) $team, 'user' => (string) $person['user'] ) );
						echo '</li>';
					}
					echo '</ul>';
				}
			}
		);
	}

	public static function render_mode(): void {
		self::page(
			'Which AccessAlly is played',
			static function (): void {
				self::form(
					'set-mode',
					'Save',
					static function (): string {
						$html = '';
						foreach ( AccessAllyStandInMode::CHOICES as $name => $choices ) {
							$html .= '<br>' . self::select( $name, $name, array_combine( $choices, $choices ), AccessAllyStandInMode::get( $name ) );
						}
						return $html;
					}
				);
			}
		);
	}

	/** On a user's profile: what the person has. */
	public static function render_user( WP_User $user ): void {
		$names = array_intersect_key( AccessAllyStandInStorage::tags(), array_flip( AccessAllyStandInStorage::contact_tags( $user->ID ) ) );
		echo '<h2>AccessAlly (stand-in)</h2><table class="form-table"><tr><th>Tags</th><td>' . esc_html( implode( ', ', $names ) ) . '</td></tr></table>';
	}

	private static function page( string $title, callable $body ): void {
		echo '<div class="wrap"><h1>' . esc_html( $title ) . '</h1>';
		$body();
		echo '</div>';
	}

	/** @param array<string, string> $hidden Further fields. */
	private static function form( string $what, string $label, callable $fields, array $hidden = array() ): void {
		self::open( $what, $hidden );
		echo $fields(); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Made by the functions below, which escape.
		echo ' <button class="button button-primary">' . esc_html( $label ) . '</button></form>';
	}

	/** @param array<string, string> $hidden Further fields. */
	private static function button( string $what, string $label, array $hidden ): void {
		self::open( $what, $hidden );
		echo '<button class="button-link button-link-delete">' . esc_html( $label ) . '</button></form>';
	}

	/** @param array<string, string> $hidden Further fields. */
	private static function open( string $what, array $hidden ): void {
		echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '" style="margin-block:1em">';
		wp_nonce_field( AccessAllyStandInScreens::ACTION );
		foreach ( $hidden + array( 'action' => AccessAllyStandInScreens::ACTION, 'do' => $what ) as $name => $value ) {
			echo '<input type="hidden" name="' . esc_attr( $name ) . '" value="' . esc_attr( $value ) . '">';
		}
	}

	private static function text( string $name, string $label, string $value = '' ): string {
		return '<label>' . esc_html( $label ) . ' <input name="' . esc_attr( $name ) . '" value="' . esc_attr( $value ) . '" required></label> ';
	}

	private static function people(): string {
		return self::select( 'user', 'Person', array_column( get_users( array( 'number' => 200, 'fields' => array( 'ID', 'display_name' ) ) ), 'display_name', 'ID' ) );
	}

	private static function tags( string $label = 'Tag' ): string {
		return self::select( 'tag', $label, AccessAllyStandInStorage::tags() );
	}

	/** @param array<array-key, string> $options Label by value. */
	private static function select( string $name, string $label, array $options, string $chosen = '' ): string {
		$html = '<label>' . esc_html( $label ) . ' <select name="' . esc_attr( $name ) . '">';
		foreach ( $options as $value => $text ) {
			$html .= '<option value="' . esc_attr( (string) $value ) . '"' . selected( $chosen, (string) $value, false ) . '>' . esc_html( $text ) . '</option>';
		}
		return $html . '</select></label> ';
	}
}
