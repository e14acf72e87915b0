/** When charts are drawn: once a frame after something changed, and on and on while the time goes and nothing comes. */
export class Steps {
  private stepping: ReturnType<typeof setInterval> | undefined;
  private frame = 0;
  private drawnAt = 0;

  /**
   * @param everyMs while nothing comes
   * @param draws whether something was drawn
   * @param moves whether the shown time goes on by itself
   */
  constructor(
    private readonly everyMs: number,
    private readonly draws: () => boolean,
    private readonly moves: () => boolean,
  ) {}

  start(): void {
    this.stepping = setInterval(() => this.step(), this.everyMs);
  }

  stop(): void {
    clearInterval(this.stepping);
    cancelAnimationFrame(this.frame);
  }

  /** Draws in the next frame. */
  soon(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      if (this.draws()) {
        this.drawnAt = Date.now();
      }
    });
  }

  private step(): void {
    if (Date.now() - this.drawnAt >= this.everyMs && !document.hidden && this.moves()) {
      this.soon();
    }
  }
}
