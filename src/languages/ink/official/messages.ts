/** A message of the engine without the place that it names. */
export function bareMessage(message: string): string {
  return message.replace(/^RUNTIME (ERROR|WARNING): ('[^']*' line \d+: |\(Ink Pointer[^)]*\): )?/, '');
}
