provider "aws" {
  region = "eu-west-1"
}
resource "azurerm_resource_group" "g" {
  location = "westeurope"
}
resource "google_compute_instance" "g" {
  zone = "europe-west4-b"
}
provider "alicloud" { region = "cn-hangzhou" }
# region = "us-west-2"
