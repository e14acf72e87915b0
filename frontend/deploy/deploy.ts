/** A deployment, step by step. */
export { CoredeckDeployment } from "./coredeck-deployment";
