"""Region ids of cloud providers, as ``scanner/facts/data/cloud_regions.csv`` lists them.

A test compares the two: evidence may not import facts, and a look-up may not cost a database.
"""

from __future__ import annotations

#: {provider: ids, separated by white space}
_IDS = {
    "alibaba": """
        ap-northeast-1 ap-northeast-2 ap-south-1 ap-southeast-1 ap-southeast-2 ap-southeast-3
        ap-southeast-5 ap-southeast-6 ap-southeast-7 cn-beijing cn-chengdu cn-fuzhou
        cn-guangzhou cn-hangzhou cn-heyuan cn-hongkong cn-huhehaote cn-nanjing cn-qingdao
        cn-shanghai cn-shenzhen cn-ulanqab cn-wuhan cn-zhangjiakou eu-central-1 eu-west-1
        me-central-1 me-east-1 us-east-1 us-west-1
    """,
    "aws": """
        af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1
        ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5
        ap-southeast-7 ca-central-1 ca-west-1 cn-north-1 cn-northwest-1 eu-central-1
        eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3
        eusc-de-east-1 il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 us-east-1
        us-east-2 us-gov-east-1 us-gov-west-1 us-west-1 us-west-2
    """,
    "azure": """
        australiacentral australiacentral2 australiaeast australiasoutheast austriaeast
        belgiumcentral brazilsouth brazilsoutheast canadacentral canadaeast centralindia
        centralus chilecentral chinaeast chinaeast2 chinaeast3 chinanorth chinanorth2
        chinanorth3 denmarkeast eastasia eastus eastus2 eastus3 finlandcentral francecentral
        francesouth germanynorth germanywestcentral greececentral indiasouthcentral
        indonesiacentral israelcentral italynorth japaneast japanwest jioindiacentral
        jioindiawest koreacentral koreasouth malaysiawest mexicocentral newzealandnorth
        northcentralus northeurope norwayeast norwaywest polandcentral qatarcentral
        saudiarabiasouthcentral southafricanorth southafricawest southcentralus southeastasia
        southeastasiastandard southindia spaincentral swedencentral swedensouth switzerlandnorth
        switzerlandwest taiwannorth uaecentral uaenorth uksouth ukwest usdodeast usdodwest
        usgovarizona usgovtexas usgovvirginia usseceast ussecwest westcentralus westeurope
        westindia westus westus2 westus3
    """,
    "gcp": """
        africa-south1 asia-east1 asia-east2 asia-northeast1 asia-northeast2 asia-northeast3
        asia-south1 asia-south2 asia-southeast1 asia-southeast2 australia-southeast1
        australia-southeast2 europe-central2 europe-north1 europe-north2 europe-southwest1
        europe-west1 europe-west10 europe-west12 europe-west2 europe-west3 europe-west4
        europe-west6 europe-west8 europe-west9 me-central1 me-central2 me-west1
        northamerica-northeast1 northamerica-northeast2 northamerica-south1 southamerica-east1
        southamerica-west1 us-central1 us-east1 us-east4 us-east5 us-south1 us-west1 us-west2
        us-west3 us-west4
    """,
    "huawei": """
        af-south-1 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 cn-east-2
        cn-east-3 cn-north-1 cn-north-9 cn-northwest-1 cn-south-1 cn-south-2  cn-southwest-2
        eu-west-101 la-north-2 la-south-2 me-east-1 na-mexico-1 sa-argentina-1 sa-brazil-1
        sa-peru-1 tr-west-1
    """,
    "ibm": """
        au-syd br-sao ca-mon ca-tor eu-de eu-gb eu-sp jp-osa jp-tok us-east us-south
    """,
    "oci": """
        af-johannesburg-1 ap-chuncheon-1 ap-hyderabad-1 ap-melbourne-1 ap-mumbai-1 ap-osaka-1
        ap-seoul-1 ap-singapore-1 ap-singapore-2 ap-sydney-1 ap-tokyo-1 au-gov-canberra-1
        ca-montreal-1 ca-toronto-1 eu-amsterdam-1 eu-frankfurt-1 eu-jovanovac-1 eu-madrid-1
        eu-marseille-1 eu-milan-1 eu-paris-1 eu-sov-frankfurt-1 eu-sov-madrid-1 eu-stockholm-1
        eu-zurich-1 il-jerusalem-1 me-abudhabi-1 me-dubai-1 me-jeddah-1 mx-monterrey-1
        mx-queretaro-1 sa-bogota-1 sa-santiago-1 sa-saopaulo-1 sa-valparaiso-1 sa-vinhedo-1
        uk-cardiff-1 uk-gov-london-1 uk-gov-newport-1 uk-london-1 us-ashburn-1 us-chicago-1
        us-gov-chicago-1 us-gov-phoenix-1 us-langley-1 us-luke-1 us-phoenix-1 us-sanjose-1
        us-sanjose-2
    """,
    "tencent": """
        ap-bangkok ap-beijing ap-chengdu ap-chongqing ap-guangzhou ap-guangzhou-open ap-hongkong
        ap-jakarta ap-mumbai ap-nanjing ap-seoul ap-shanghai ap-shanghai-fsi ap-shenzhen
        ap-shenzhen-fsi ap-singapore ap-tokyo eu-frankfurt eu-moscow na-ashburn na-siliconvalley
        na-toronto sl-saopaulo
    """,
}


def _by_id() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for provider, ids in sorted(_IDS.items()):
        for region in ids.split():
            found.setdefault(region, []).append(provider)
    return {region: tuple(providers) for region, providers in found.items()}


#: {region id: providers that have it, sorted}
REGIONS: dict[str, tuple[str, ...]] = _by_id()
