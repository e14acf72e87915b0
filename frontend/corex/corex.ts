/** What index.html runs. */
import "./corex-page";
