/** Asks before something that cannot simply be taken back, in words that say what will happen. */
import { Modal, Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { Action } from './controls.tsx';

export interface ConfirmDialogProps {
	title: string;
	children: ReactNode;
	/** The verb on the button; never just «OK». */
	confirmLabel: string;
	cancelLabel?: string;
	isDestructive?: boolean;
	isBusy?: boolean;
	error?: string;
	onConfirm: () => void;
	onCancel: () => void;
}

export function ConfirmDialog( props: ConfirmDialogProps ) {
	const { title, children, confirmLabel, cancelLabel, isDestructive = false, isBusy = false, error, onConfirm, onCancel } = props;
	return (
		<Modal title={ title } onRequestClose={ onCancel } className="slotbridge-dialog" size="small">
			<div className="slotbridge-dialog__text">{ children }</div>
			{ error && (
				<Notice status="error" isDismissible={ false }>
					{ error }
				</Notice>
			) }
			<div className="slotbridge-actions slotbridge-actions--end">
				<Action variant="tertiary" onClick={ onCancel }>
					{ cancelLabel ?? __( 'Cancel', 'slotbridge' ) }
				</Action>
				<Action variant="primary" isDestructive={ isDestructive } isBusy={ isBusy } disabled={ isBusy } accessibleWhenDisabled onClick={ onConfirm }>
					{ confirmLabel }
				</Action>
			</div>
		</Modal>
	);
}
