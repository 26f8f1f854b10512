/** A message of the engine without the place that it names. */
export function bareMessage(message) {
    return message.replace(/^RUNTIME (ERROR|WARNING): ('[^']*' line \d+: |\(Ink Pointer[^)]*\): )?/, '');
}
