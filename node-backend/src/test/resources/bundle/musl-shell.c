/* The shell of a root with musl alone: it knows three commands, each word for word, and exit. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static void print_size(void) {
  struct winsize size;
  int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (terminal < 0) {
    perror("sh: /dev/tty");
    return;
  }
  if (ioctl(terminal, TIOCGWINSZ, &size) < 0) {
    perror("sh: size");
  } else {
    printf("%d %d\n", size.ws_row, size.ws_col);
  }
  close(terminal);
}

int main(void) {
  char line[256];
  int left, right;
  setvbuf(stdout, NULL, _IONBF, 0);
  while (fgets(line, sizeof line, stdin) != NULL && strcmp(line, "exit\n") != 0) {
    if (strcmp(line, "stty size </dev/tty\n") == 0) {
      print_size();
    } else if (strcmp(line, "tty\n") == 0) {
      const char *name = ttyname(STDIN_FILENO);
      puts(name != NULL ? name : "not a tty");
    } else if (sscanf(line, "echo answer=$((%d * %d))", &left, &right) == 2) {
      printf("answer=%d\n", left * right);
    } else {
      fprintf(stderr, "sh: not found: %s", line);
    }
  }
  return 0;
}
