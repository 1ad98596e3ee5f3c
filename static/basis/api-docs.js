// Starts Swagger UI on the OpenAPI document of this site; nothing is fetched from elsewhere.
const place = document.getElementById("swagger-ui");
window.SwaggerUIBundle({
  url: place.dataset.openapi,
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
  supportedSubmitMethods: [],
});
