# SPDX-License-Identifier:
