{
  services.ollama = {
    enable = true;
    loadModels = [ "codegemma:2b" "smollm2:135m" ];
  };
  environment.etc."llm/conf".text = "x/y";
}
