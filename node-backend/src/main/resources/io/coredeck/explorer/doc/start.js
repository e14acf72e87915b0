// Shows the description that this server gives of itself; nothing is asked of others.
SwaggerUIBundle({
  url: "openapi.yaml",
  dom_id: "#calls",
  deepLinking: true,
  displayOperationId: false,
  defaultModelsExpandDepth: 0,
  filter: true,
  showExtensions: true,
  validatorUrl: null,
});
