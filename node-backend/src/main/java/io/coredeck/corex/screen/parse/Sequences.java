package io.coredeck.corex.screen.parse;

import io.coredeck.corex.screen.picture.PictureText;

/// Takes what a {@link Parser} finds.
///
/// A function is the final character of a sequence, with the characters before it that are no
/// numbers in the higher bytes.
public interface Sequences {

  /// Bytes from space to tilde.
  void printAscii(byte[] bytes, int from, int to);

  /// A character that is no control character.
  void print(int codePoint);

  /// A control character (C0 or C1).
  void execute(int code);

  /// Says that a line feed has been executed.
  ///
  /// @param at where the bytes after it begin
  /// @return where to go on, further on if bytes have been taken
  int lineFed(byte[] bytes, int at, int to);

  /// An escape sequence.
  void escape(int function);

  /// A control sequence (CSI).
  ///
  /// @param parameters valid until this returns
  void control(int function, Parameters parameters);

  /// @return whether the text of an operating system command with this number is wanted
  boolean wantsOsc(int number);

  /// An operating system command (OSC).
  ///
  /// @param number -1 for one that is not wanted, cancelled, or wrong
  void osc(int number, String text);

  /// A picture, as sixel or as iTerm has it.
  ///
  /// @param picture valid until this returns
  void picture(PictureText picture);

  /// A device control string (DCS) that asks for the state of a setting (DECRQSS), or any other
  /// with an empty text.
  void statusRequest(String setting);
}
