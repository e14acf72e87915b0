import { html, nothing } from "lit";
import "../../theme/elements/icon";
import { exactTime } from "../../theme/time";
import { words } from "../files-words";
import { ASCIICASTS, type Asciicast, changePreferences } from "../model/preferences";
import { type Recording, memoryText } from "../model/process";

export function isRecording(recording: Recording | undefined): boolean {
  return recording !== undefined && recording.stopped === undefined;
}

/**
 * Says that a terminal is recorded, or offers what was, in one of two versions.
 *
 * @param address of the recording in that version
 */
export function recordingChip(recording: Recording | undefined, version: Asciicast, address: URL) {
  if (recording === undefined) {
    return nothing;
  }
  if (!isRecording(recording)) {
    return html`<a class="recorded" href=${address.href} download="recording.cast" title=${words().getRecordingTitle}><coredeck-icon small name="download"></coredeck-icon>${words().getRecording}</a>
      <select class="version" aria-label=${words().recordingVersion} title=${words().recordingVersion} @change=${choose}>
        ${ASCIICASTS.map((one) => html`<option value=${one} .selected=${one === version}>${words().asciicast(one)}</option>`)}
      </select>`;
  }
  const since = words().recordingSince(exactTime(Date.parse(recording.since)), recording.bytes === undefined ? "" : memoryText(recording.bytes));
  const title = recording.full === true ? words().recordingFull : since;
  return html`<span class="recording" role="status" title=${title}><coredeck-icon small name="circle-dot"></coredeck-icon>${words().recording}</span>`;
}

function choose({ target }: Event): void {
  const chosen = ASCIICASTS.find((one) => String(one) === (target as HTMLSelectElement).value);
  changePreferences({ asciicast: chosen ?? ASCIICASTS[0] });
}
